package org.gate64.screening;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.gate64.evidence.ClientEvidence;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.Gathered;
import org.gate64.evidence.MessageEvidence;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.feedback.Ticket;
import org.gate64.milter.session.Answer;
import org.gate64.milter.session.MailFilter;
import org.gate64.milter.wire.Macro;
import org.gate64.net.ClientAddress;
import org.gate64.net.HeaderField;
import org.gate64.net.MailPath;
import org.gate64.policy.Action;
import org.gate64.policy.PolicyContext;
import org.gate64.policy.Verdict;
import org.gate64.policy.VerdictId;
import org.gate64.reporting.Decision;
import org.gate64.reporting.Judgement;
import org.gate64.reporting.Recipients;
import org.gate64.reputation.Standings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One message that is judged. */
final class ScreenedMessage implements MailFilter.Transaction {

  private static final Logger LOG = LoggerFactory.getLogger(ScreenedMessage.class);
  private static final String TOO_LARGE = "the header is larger than this server reads";

  private final Screening screening;
  private final Envelope envelope;
  private final MailFilter.Macros macros;
  private final ClientEvidence client;
  private final MessageEvidence evidence;
  private final ClientAddress address;
  private final MessageMemory memory;
  private final VerdictId id;
  private final ForgedFields forged;
  private Recipients recipients = Recipients.none();
  private int headerFields;
  private int headerOctets;
  private final AtomicInteger headerCost = new AtomicInteger();
  private boolean overloaded;
  private Optional<Judgement.OfClient> refusedClient = Optional.empty();
  private boolean complete;
  private volatile boolean abandoned;

  ScreenedMessage(
      Screening screening,
      Envelope envelope,
      MailFilter.Macros macros,
      ClientEvidence client,
      MessageEvidence evidence,
      ClientAddress address,
      MessageMemory memory) {
    this.screening = screening;
    this.envelope = envelope;
    this.macros = macros;
    this.client = client;
    this.evidence = evidence;
    this.address = address;
    this.memory = memory;
    this.id = screening.nextId();
    this.forged = screening.forgedFields(macros);
  }

  /** All recipients get the same answer: whether it can be given early is settled at the first. */
  @Override
  public Optional<Answer.Refuse> recipient(MailPath recipient) {
    memory.recipient(recipient);
    recipients = recipients.and(recipient);
    if (recipients.count() == 1) {
      refusedClient = client.fcrdnsByNow().flatMap(this::judgeClient);
      refusedClient.ifPresent(judgement -> report(judgement, queueId(), Duration.ZERO));
    }
    return refusedClient.flatMap(judgement -> Answers.refusal(judgement.verdict()));
  }

  @Override
  public void rejectedRecipient(MailPath recipient, String status) {
    memory.rejectedRecipient(recipient, status);
  }

  @Override
  public void header(HeaderField field) {
    forged.see(field);
    memory.header(field);
    evidence.glance(field);
    headerFields++;
    headerOctets += field.name().length() + field.value().length();
    if (isTooLarge()) {
      evidence.headerIncomplete(TOO_LARGE);
    } else if (!overloaded) {
      keep(field);
    }
  }

  private void keep(HeaderField field) {
    int cost = HeaderMemory.cost(field.name().length() + field.value().length());
    if (screening.headerMemory().take(cost)) {
      headerCost.addAndGet(cost);
      evidence.header(field);
    } else {
      overloaded = true;
    }
  }

  @Override
  public void body(ByteBuffer chunk) {
    if (!overloaded) {
      evidence.body(chunk);
    }
  }

  @Override
  public void endOfMessage(Consumer<Answer> reply) {
    complete = true;
    long sinceComplete = screening.now();
    String queueId = queueId();
    String authservId = screening.authservId(macros);
    CompletableFuture<Answer> answer =
        gathered()
            .exceptionally(
                failure -> {
                  LOG.error("Message {} could not be judged", queueId, failure);
                  return new Gathered.OutOfTime();
                })
            .thenCompose(this::judge)
            .thenApply(
                judgement -> {
                  Duration waited = Duration.ofNanos(screening.now() - sinceComplete);
                  Decision decision = report(judgement, queueId, waited);
                  Optional<String> ticket = ticket(decision);
                  remember(judgement);
                  return Answers.of(decision, ticket, forged, screening.settings(), authservId);
                });
    CompletableFuture<Answer> unused =
        answer.whenComplete(
            (given, failure) -> {
              giveBackMemory();
              if (failure != null) {
                LOG.error("Message {} could not be answered", queueId, failure);
              }
              reply.accept(failure == null ? given : new Answer.Fail());
            });
  }

  @Override
  public void abandoned() {
    if (!complete) {
      refusedClient.ifPresentOrElse(memory::remember, memory::abandoned);
    }
    abandoned = true;
    evidence.abandon();
    giveBackMemory();
  }

  private CompletableFuture<Gathered> gathered() {
    if (overloaded) {
      evidence.abandon();
      return CompletableFuture.completedFuture(new Gathered.OutOfTime());
    }
    return evidence.finish();
  }

  /** Once, whoever is first: a message may be abandoned while it is being judged. */
  private void giveBackMemory() {
    screening.headerMemory().giveBack(headerCost.getAndSet(0));
  }

  private Optional<Judgement.OfClient> judgeClient(FcrdnsResult fcrdns) {
    Standings byNow = memory.byNow();
    return screening
        .policy()
        .decideBeforeMessage(fcrdns, byNow, context().with(memory.triesByNow()))
        .map(verdict -> new Judgement.OfClient(verdict, fcrdns, byNow));
  }

  private CompletableFuture<Judgement> judge(Gathered gathered) {
    if (gathered instanceof Gathered.Complete all) {
      Evidence found = all.evidence();
      return memory.standings(found).thenCompose(known -> judge(found, known));
    }
    return CompletableFuture.completedFuture(
        new Judgement.Overloaded(screening.policy().overloaded(context())));
  }

  /** Only mail that is to be steered waits to hear how often it has been. */
  private CompletableFuture<Judgement> judge(Evidence found, Standings known) {
    PolicyContext context = context();
    Verdict verdict = screening.policy().decide(found, known, context);
    if (verdict.action() != Action.STEER) {
      return CompletableFuture.completedFuture(new Judgement.OfMessage(verdict, found, known));
    }
    return memory
        .tries()
        .thenApply(tries -> screening.policy().decide(found, known, context.with(tries)))
        .thenApply(again -> new Judgement.OfMessage(again, found, known));
  }

  private void remember(Judgement judgement) {
    if (!abandoned) {
      memory.remember(judgement);
    }
  }

  private Optional<String> ticket(Decision decision) {
    return memory
        .attribution(decision.judgement())
        .flatMap(whom -> screening.ticket(new Ticket(id.text(), decision.at(), whom)));
  }

  private PolicyContext context() {
    return screening.context(address, id);
  }

  private boolean isTooLarge() {
    HeaderLimits limits = screening.settings().limits();
    return headerFields > limits.fields() || headerOctets > limits.octets();
  }

  private Decision report(Judgement judgement, String queueId, Duration waited) {
    Decision decision = envelope.decision(screening, judgement, recipients, queueId, waited);
    if (!abandoned) {
      screening.report(decision);
    }
    return decision;
  }

  private String queueId() {
    return macros.value(Macro.QUEUE_ID).orElse("");
  }
}
