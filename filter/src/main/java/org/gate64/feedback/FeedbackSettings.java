package org.gate64.feedback;

import java.time.Duration;

/**
 * How recipients are heard.
 *
 * @param within for so long after its judgement a message may be spoken of
 * @param reporter what all words of one reporter may come to, of each kind, for one network or
 *     domain
 * @param entries messages that it is remembered of what was said, at most
 */
public record FeedbackSettings(Duration within, double reporter, int entries) {

  private static final int ACCOUNTS = 3;

  /** A month, three spams, and a hundred thousand messages. */
  public static FeedbackSettings usual() {
    return new FeedbackSettings(Duration.ofDays(30), 3, 100_000);
  }

  /** For how long after it was said a word is known: longer than its ticket is good anywhere. */
  public Duration keep() {
    return within.plusDays(1);
  }

  /** Accounts of reporters that are kept at most: one for each of those whom a word counts for. */
  public int accounts() {
    return ACCOUNTS * entries;
  }
}
