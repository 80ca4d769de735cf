package org.gate64.feedback;

import java.time.Duration;

/**
 * How recipients are heard.
 *
 * @param within for so long after its judgement a message may be spoken of
 * @param reporter what all words of one reporter may come to, of each kind, for one network or
 *     domain
 */
public record FeedbackSettings(Duration within, double reporter) {

  /** A month, and three spams. */
  public static FeedbackSettings usual() {
    return new FeedbackSettings(Duration.ofDays(30), 3);
  }
}
