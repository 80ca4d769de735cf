package org.gate64.reputation;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.gate64.reputation.Standing.State;

/**
 * What counts how much, and what follows.
 *
 * @param weights of each cause; those that are missing weigh nothing
 * @param hourly messages an hour that a network may send, by its standing; those that are missing
 *     have no bound
 * @param probation messages an hour that a bad network is let off for the sake of domains that are
 *     new
 * @param sharedFrom with so many unrelated domains, a network is one that many share
 * @param sharedWithin of late
 */
public record ReputationSettings(
    Map<Cause, Double> weights,
    Map<State, Integer> hourly,
    int probation,
    int sharedFrom,
    Duration sharedWithin) {
  public ReputationSettings {
    weights = Map.copyOf(weights);
    hourly = Map.copyOf(hourly);
  }

  /** What one of that cause weighs. */
  public double weight(Cause cause) {
    return weights.getOrDefault(cause, 0.0);
  }

  Optional<Integer> allowed(State state) {
    return Optional.ofNullable(hourly.get(state));
  }
}
