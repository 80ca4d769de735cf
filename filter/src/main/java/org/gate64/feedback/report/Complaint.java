package org.gate64.feedback.report;

import java.util.Locale;
import java.util.Optional;
import org.gate64.feedback.Word;

/**
 * What a report in the Abuse Reporting Format says (RFC 5965).
 *
 * @param type its Feedback-Type, as it came from outside; empty where it has none
 */
public record Complaint(String type) {

  /** The word that it comes to; empty where it is about something else. */
  public Optional<Word> word() {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "abuse", "fraud", "virus" -> Optional.of(Word.SPAM);
      case "not-spam" -> Optional.of(Word.HAM);
      default -> Optional.empty();
    };
  }
}
