package org.gate64.screening;

import org.gate64.attempts.Fingerprint;
import org.gate64.net.HeaderField;

/**
 * By what a message is told from others of the same sender to the same recipient: its Message-ID,
 * or its Date where it has none (RFC 5322, section 3.6.4, lets it). With neither it is told from
 * none that has neither.
 */
final class MessageName {

  private static final String MESSAGE_ID = "Message-ID";
  private static final String DATE = "Date";
  private static final int LONGEST = 998;

  private String messageId = "";
  private String date = "";

  /** Takes the next field; of each name the first counts. */
  void see(HeaderField field) {
    if (messageId.isEmpty() && field.is(MESSAGE_ID)) {
      messageId = text(field);
    } else if (date.isEmpty() && field.is(DATE)) {
      date = text(field);
    }
  }

  /** The fingerprint of this message among those of a sender to a recipient. */
  Fingerprint within(Fingerprint envelope) {
    return messageId.isEmpty()
        ? envelope.with("date", date)
        : envelope.with("message-id", messageId);
  }

  private static String text(HeaderField field) {
    String value = field.value().strip();
    return value.substring(0, Math.min(value.length(), LONGEST));
  }
}
