package org.gate64.app;

import org.gate64.reputation.Decay;

/** What a fading count comes to in an hour. */
final class Hourly {

  private static final double MILLIS = 3_600_000;

  private Hourly() {}

  /** At a steady rate, n an hour add up to n * half-life / ln 2. */
  static double of(double fading, Decay decay) {
    return fading * Math.log(2) / (decay.shortHalfLife().toMillis() / MILLIS);
  }
}
