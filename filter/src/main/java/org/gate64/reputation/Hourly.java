package org.gate64.reputation;

/** What a fading count comes to in an hour. */
public final class Hourly {

  private static final double MILLIS = 3_600_000;

  private Hourly() {}

  /**
   * The rate at which a count has that size for long: at n an hour, it comes to n * half-life / ln
   * 2.
   */
  public static double of(double fading, Decay decay) {
    return fading * Math.log(2) / (decay.shortHalfLife().toMillis() / MILLIS);
  }
}
