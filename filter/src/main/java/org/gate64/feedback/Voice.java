package org.gate64.feedback;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one reporter said of a message, last.
 *
 * @param reporter his {@linkplain Reporter#voice keyed hash}
 * @param weights what it added, for each of those whom the ticket has it count for; nothing where
 *     all that it did was to take back his other word
 * @param at when, to the millisecond
 */
public record Voice(String reporter, Word word, List<Double> weights, Instant at) {

  /** The later first; the same whichever of two comes first. */
  static final Comparator<Voice> LATEST_FIRST =
      Comparator.comparing(Voice::at)
          .thenComparing(Voice::word)
          .thenComparing(voice -> voice.weights.toString())
          .thenComparing(Voice::reporter)
          .reversed();

  /** Cuts the time to the millisecond, so that every store keeps it alike. */
  public Voice {
    at = at.truncatedTo(ChronoUnit.MILLIS);
    weights = List.copyOf(weights);
  }

  /** The same, adding other weights. */
  Voice adding(List<Double> others) {
    return new Voice(reporter, word, others, at);
  }

  /** The same, later than what the reporter said before it, whatever the clock there showed. */
  Voice after(Voice before) {
    return at.isAfter(before.at)
        ? this
        : new Voice(reporter, word, weights, before.at.plusMillis(1));
  }

  /** Adding no more than this. */
  Voice atMost(List<Double> bounds) {
    List<Double> less = new ArrayList<>();
    for (int i = 0; i < bounds.size(); i++) {
      less.add(Math.min(weight(i), bounds.get(i)));
    }
    return adding(less);
  }

  /** What it added for one of them. */
  double weight(int index) {
    return index < weights.size() ? weights.get(index) : 0;
  }

  /** Whether it added anything. */
  boolean adds() {
    return weights.stream().anyMatch(weight -> weight > 0);
  }

  Voice later(Voice other) {
    return LATEST_FIRST.compare(this, other) <= 0 ? this : other;
  }
}
