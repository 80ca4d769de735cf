package org.gate64.dns;

/**
 * When the resolver counts as failing.
 *
 * @param failingPercent how many of a hundred zones must fail in a minute, counted as {@link
 *     ResolverHealth} does; strangers' broken zones alone must not get there
 * @param minZones with fewer zones in a minute, counted in the same way, nothing is concluded,
 *     unless none answers at all: a fifth is enough then
 */
public record HealthSettings(int failingPercent, int minZones) {

  private static final int WHOLE = 100;

  /** Refuses values that make no sense with an {@link IllegalArgumentException}. */
  public HealthSettings {
    if (failingPercent < 1 || failingPercent > WHOLE) {
      throw new IllegalArgumentException("failingPercent must be from 1 to 100");
    }
    if (minZones < 1) {
      throw new IllegalArgumentException("minZones must be positive");
    }
  }

  /** Half of at least fifty. */
  public static HealthSettings defaults() {
    return new HealthSettings(50, 50);
  }
}
