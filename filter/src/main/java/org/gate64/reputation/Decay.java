package org.gate64.reputation;

import java.time.Duration;

/**
 * How fast memory fades.
 *
 * @param longHalfLife in this time half of the long memory goes
 * @param shortHalfLife the same for the short memory, which notices a network that has been
 *     hijacked within minutes
 */
public record Decay(Duration longHalfLife, Duration shortHalfLife) {

  /** What is left of the long memory after so many milliseconds: 1 down to 0. */
  double ofLong(long millis) {
    return left(millis, longHalfLife);
  }

  /** What is left of the short memory after so many milliseconds: 1 down to 0. */
  double ofShort(long millis) {
    return left(millis, shortHalfLife);
  }

  /**
   * What is left after so many milliseconds: 1 down to 0. Where the clock went back, time stood
   * still.
   */
  public static double left(long millis, Duration halfLife) {
    return millis <= 0 ? 1 : Math.exp(-Math.log(2) * millis / halfLife.toMillis());
  }
}
