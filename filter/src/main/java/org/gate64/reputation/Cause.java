package org.gate64.reputation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What speaks for or against a subject. The names are stored: new ones go to the end. */
public enum Cause {
  /** Authenticated mail that was delivered. */
  ACCEPTED(Side.GOOD),
  /** A content filter found the message to be wanted. */
  FILTER_HAM(Side.GOOD),
  /** A recipient said so. */
  FEEDBACK_HAM(Side.GOOD),
  /** A network within this one became good by its own record. */
  GOOD_CHILD(Side.GOOD),
  /** Mail that came back in order, or over IPv4, after it had been steered there. */
  MENDED(Side.GOOD),
  /** A message refused by the rule. */
  REFUSED(Side.BAD),
  /** A recipient that the mail server did not know. */
  UNKNOWN_RECIPIENT(Side.BAD),
  /** A recipient that only those write to who guess or harvest addresses. */
  TRAP(Side.BAD),
  /** A content filter found the message to be spam. */
  FILTER_SPAM(Side.BAD),
  /** A recipient said so. */
  FEEDBACK_SPAM(Side.BAD),
  /** A network within this one became bad by its own record. */
  BAD_CHILD(Side.BAD);

  /** Which way it counts. */
  public enum Side {
    GOOD,
    BAD
  }

  private final Side side;

  Cause(Side side) {
    this.side = side;
  }

  public Side side() {
    return side;
  }

  /** Whether anybody who sends a signed message again can bring it upon its signer. */
  boolean isReplayable() {
    return switch (this) {
      case REFUSED, UNKNOWN_RECIPIENT, TRAP, FILTER_SPAM, FEEDBACK_SPAM -> true;
      case ACCEPTED, FILTER_HAM, FEEDBACK_HAM, GOOD_CHILD, MENDED, BAD_CHILD -> false;
    };
  }

  /** The word in configuration, reports and files. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The cause with this word. */
  public static Optional<Cause> byKeyword(String keyword) {
    return Arrays.stream(values()).filter(cause -> cause.keyword().equals(keyword)).findFirst();
  }
}
