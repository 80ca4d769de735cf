package org.gate64.config;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gate64.evidence.content.ContentFilter;
import org.gate64.feedback.FeedbackSettings;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Decay;
import org.gate64.reputation.ReputationSettings;
import org.gate64.reputation.ScoreSettings;
import org.gate64.reputation.Standing.State;

/**
 * What is remembered of senders, and what follows.
 *
 * @param use whether there is a reputation at all
 * @param decay how fast memory fades
 * @param score how records turn into standings
 * @param weighing what counts how much, and what follows
 * @param feedback how recipients are heard
 * @param traps addresses that only those write to who guess or harvest them: {@code user@domain},
 *     or {@code @domain} for all of a domain, in lower case
 * @param contentFilter one that sees mail before and whose findings count; empty for none
 * @param entries subjects that are remembered at most
 * @param snapshotInterval how often all is written to the state directory
 */
public record MemorySettings(
    Use use,
    Decay decay,
    ScoreSettings score,
    ReputationSettings weighing,
    FeedbackSettings feedback,
    Set<String> traps,
    Optional<ContentFilter> contentFilter,
    int entries,
    Duration snapshotInterval) {
  public MemorySettings {
    traps = Set.copyOf(traps);
  }

  /** Whether there is a reputation at all. */
  public enum Use {
    ON,
    OFF
  }

  static MemorySettings defaults() {
    return new MemorySettings(
        Use.ON,
        new Decay(Duration.ofDays(14), Duration.ofHours(1)),
        ScoreSettings.usual(),
        new ReputationSettings(
            weights(), Map.of(State.UNKNOWN, 1000, State.BAD, 60), 10, 8, Duration.ofDays(14)),
        FeedbackSettings.usual(),
        Set.of(),
        Optional.empty(),
        100_000,
        Duration.ofMinutes(5));
  }

  private static Map<Cause, Double> weights() {
    Map<Cause, Double> weights = new EnumMap<>(Cause.class);
    weights.put(Cause.ACCEPTED, 0.2);
    weights.put(Cause.MENDED, 0.2);
    weights.put(Cause.REFUSED, 0.2);
    weights.put(Cause.UNKNOWN_RECIPIENT, 0.1);
    weights.put(Cause.TRAP, 5.0);
    weights.put(Cause.FEEDBACK_SPAM, 1.0);
    weights.put(Cause.FEEDBACK_HAM, 0.5);
    weights.put(Cause.FILTER_SPAM, 1.0);
    weights.put(Cause.FILTER_HAM, 0.2);
    return weights;
  }
}
