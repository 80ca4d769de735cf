package org.gate64.screening;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.gate64.evidence.ClientEvidence;
import org.gate64.evidence.Gathered;
import org.gate64.evidence.MessageEvidence;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.milter.session.Answer;
import org.gate64.milter.session.MailFilter;
import org.gate64.milter.wire.Macro;
import org.gate64.net.HeaderField;
import org.gate64.net.MailPath;
import org.gate64.policy.PolicyContext;
import org.gate64.policy.Verdict;
import org.gate64.reporting.Decision;
import org.gate64.reporting.Judgement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One message that is judged. */
final class ScreenedMessage implements MailFilter.Transaction {

  private static final Logger LOG = LoggerFactory.getLogger(ScreenedMessage.class);

  private final Screening screening;
  private final Envelope envelope;
  private final MailFilter.Macros macros;
  private final ClientEvidence client;
  private final MessageEvidence evidence;
  private final PolicyContext context;
  private int recipients;
  private Optional<Judgement.OfClient> refusedClient = Optional.empty();
  private volatile boolean abandoned;

  ScreenedMessage(
      Screening screening,
      Envelope envelope,
      MailFilter.Macros macros,
      ClientEvidence client,
      MessageEvidence evidence,
      PolicyContext context) {
    this.screening = screening;
    this.envelope = envelope;
    this.macros = macros;
    this.client = client;
    this.evidence = evidence;
    this.context = context;
  }

  /** All recipients get the same answer: whether it can be given early is settled at the first. */
  @Override
  public Optional<Answer.Refuse> recipient(MailPath recipient) {
    if (recipients++ == 0) {
      refusedClient = client.fcrdnsByNow().flatMap(this::judgeClient);
    }
    return refusedClient.flatMap(judgement -> Answers.refusal(judgement.verdict()));
  }

  @Override
  public void header(HeaderField field) {
    evidence.header(field);
  }

  @Override
  public void body(ByteBuffer chunk) {
    evidence.body(chunk);
  }

  @Override
  public void endOfMessage(Consumer<Answer> reply) {
    long complete = screening.now();
    String queueId = macros.value(Macro.QUEUE_ID).orElse("");
    String authservId = screening.authservId(macros);
    CompletableFuture<Answer> answer =
        evidence
            .finish()
            .thenApply(
                gathered -> {
                  Duration waited = Duration.ofNanos(screening.now() - complete);
                  return answer(judge(gathered), queueId, authservId, waited);
                });
    CompletableFuture<Answer> unused =
        answer.whenComplete(
            (given, failure) -> {
              if (failure != null) {
                LOG.error("Message {} could not be judged", queueId, failure);
              }
              reply.accept(failure == null ? given : new Answer.Fail());
            });
  }

  @Override
  public void abandoned() {
    abandoned = true;
    evidence.abandon();
    refusedClient.ifPresent(
        judgement ->
            screening.report(
                envelope.decision(screening, judgement, recipients, "", Duration.ZERO)));
  }

  private Optional<Judgement.OfClient> judgeClient(FcrdnsResult fcrdns) {
    return screening
        .policy()
        .decideBeforeMessage(fcrdns, context)
        .map(verdict -> new Judgement.OfClient(verdict, fcrdns));
  }

  private Judgement judge(Gathered gathered) {
    if (gathered instanceof Gathered.Complete complete) {
      Verdict verdict = screening.policy().decide(complete.evidence(), context);
      return new Judgement.OfMessage(verdict, complete.evidence());
    }
    return new Judgement.Overloaded(screening.policy().overloaded(context));
  }

  private Answer answer(Judgement judgement, String queueId, String authservId, Duration waited) {
    Decision decision = envelope.decision(screening, judgement, recipients, queueId, waited);
    if (!abandoned) {
      screening.report(decision);
    }
    return Answers.of(decision, evidence.header(), screening.settings(), authservId);
  }
}
