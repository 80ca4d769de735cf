package org.gate64.app;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.gate64.config.Configuration;
import org.gate64.milter.session.Answer;
import org.gate64.milter.session.Answer.HeaderChange;
import org.gate64.milter.session.MailFilter;
import org.gate64.net.ClientAddress;
import org.gate64.net.HeaderField;
import org.gate64.net.MailPath;
import org.gate64.reporting.Decision;
import org.gate64.reporting.Explanation;

/**
 * A session made up for one message, put before the very filter that the daemon runs. The message
 * is sent twice: once to its end, so that all evidence is seen; then as far as RCPT, for a client
 * that is refused there never gets to send more.
 */
record Trial(
    ClientAddress client,
    String clientName,
    String helo,
    MailPath sender,
    String recipient,
    Map<String, String> macros) {

  /** Judges the message, and says in words for a person what came of it. */
  String explain(Configuration configuration, MessageFile message) {
    List<Decision> decisions = new ArrayList<>();
    PastMemory past = PastMemory.of(configuration, Clock.systemUTC());
    try (Gate gate = new Gate(configuration, past.memory(), decisions::add)) {
      MailFilter.SmtpSession session =
          gate.screening()
              .connected(
                  Optional.of(client), clientName, name -> Optional.ofNullable(macros.get(name)));
      session.helo(helo);
      Answer answer = send(session.mail(sender), message);
      Decision decision = decisions.get(decisions.size() - 1);
      MailFilter.Transaction again = session.mail(sender);
      Optional<Answer.Refuse> atRcpt = again.recipient(MailPath.parse(recipient));
      again.abandoned();
      return Explanation.render(decision, added(answer), removed(answer, message.header()))
          + atRcpt.map(refusal -> early(refusal, answer)).orElse("")
          + "\n"
          + past.told()
          + "\n";
    }
  }

  private Answer send(MailFilter.Transaction transaction, MessageFile message) {
    // What RCPT would be told is asked for later, when the client's evidence is sure to be in.
    Optional<Answer.Refuse> unused = transaction.recipient(MailPath.parse(recipient));
    message.header().forEach(transaction::header);
    ByteBuffer body = message.body().duplicate();
    if (body.hasRemaining()) {
      transaction.body(body);
    }
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    transaction.endOfMessage(answer::complete);
    return answer.join();
  }

  private static String early(Answer.Refuse atRcpt, Answer atEnd) {
    boolean same =
        atEnd instanceof Answer.Refuse refuse
            && withoutId(refuse.reply()).equals(withoutId(atRcpt.reply()));
    return same
        ? "\nThe client is told so at RCPT already; its message could change nothing.\n"
        : "\nThe daemon would not wait for the message, but reply at RCPT:\n  "
            + atRcpt.reply()
            + "\n";
  }

  /** The end of a reply names the verdict, and each has another name. */
  private static String withoutId(String reply) {
    return reply.substring(0, Math.max(0, reply.lastIndexOf('(')));
  }

  private static List<HeaderField> added(Answer answer) {
    return changes(answer, HeaderChange.Add.class)
        .map(add -> new HeaderField(add.name(), " " + add.value()))
        .toList();
  }

  private static List<HeaderField> removed(Answer answer, List<HeaderField> header) {
    return changes(answer, HeaderChange.Remove.class)
        .map(
            remove ->
                header.stream()
                    .filter(field -> field.is(remove.name()))
                    .skip(remove.occurrence() - 1L)
                    .findFirst()
                    .orElseThrow())
        .toList();
  }

  private static <C extends HeaderChange> Stream<C> changes(Answer answer, Class<C> kind) {
    return answer instanceof Answer.Deliver deliver
        ? deliver.changes().stream().filter(kind::isInstance).map(kind::cast)
        : Stream.empty();
  }
}
