package org.gate64.feedback;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.gate64.reputation.Cause;

/** What a recipient can say of a message. */
public enum Word {
  SPAM,
  HAM;

  /** As what it counts. */
  public Cause cause() {
    return switch (this) {
      case SPAM -> Cause.FEEDBACK_SPAM;
      case HAM -> Cause.FEEDBACK_HAM;
    };
  }

  /** As it is written. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The word that is written so. */
  public static Optional<Word> byKeyword(String keyword) {
    return Arrays.stream(values()).filter(word -> word.keyword().equals(keyword)).findFirst();
  }
}
