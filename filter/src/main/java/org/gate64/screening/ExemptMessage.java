package org.gate64.screening;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.gate64.milter.session.Answer;
import org.gate64.milter.session.MailFilter;
import org.gate64.milter.wire.Macro;
import org.gate64.net.HeaderField;
import org.gate64.net.MailPath;
import org.gate64.policy.VerdictId;
import org.gate64.reporting.Exemption;
import org.gate64.reporting.Judgement;
import org.gate64.reporting.Recipients;

/**
 * A message that is not judged. Trusted hosts may hand on what gate64 wrote earlier, so their
 * headers stay as they are; a user's may not claim to be from here.
 */
final class ExemptMessage implements MailFilter.Transaction {

  private final Screening screening;
  private final Envelope envelope;
  private final MailFilter.Macros macros;
  private final Exemption exemption;
  private final VerdictId id;
  private final ForgedFields forged;
  private Recipients recipients = Recipients.none();

  ExemptMessage(
      Screening screening, Envelope envelope, MailFilter.Macros macros, Exemption exemption) {
    this.screening = screening;
    this.envelope = envelope;
    this.macros = macros;
    this.exemption = exemption;
    this.id = screening.nextId();
    this.forged = screening.forgedFields(macros);
  }

  @Override
  public Optional<Answer.Refuse> recipient(MailPath recipient) {
    recipients = recipients.and(recipient);
    return Optional.empty();
  }

  @Override
  public void rejectedRecipient(MailPath recipient, String status) {
    // Nobody is judged by it.
  }

  @Override
  public void header(HeaderField field) {
    if (exemption != Exemption.TRUSTED_NETWORK) {
      forged.see(field);
    }
  }

  @Override
  public void body(ByteBuffer chunk) {
    // Nobody looks at it.
  }

  @Override
  public void endOfMessage(Consumer<Answer> reply) {
    screening.report(
        envelope.decision(
            screening,
            new Judgement.Exempt(id, exemption),
            recipients,
            macros.value(Macro.QUEUE_ID).orElse(""),
            Duration.ZERO));
    reply.accept(
        forged.tooMany()
            ? Answers.tooManyForged(id)
            : new Answer.Deliver(forged.removals(), Optional.empty()));
  }

  @Override
  public void abandoned() {
    // Nothing was begun.
  }
}
