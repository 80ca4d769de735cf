package org.gate64.feedback;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/**
 * What was last said of a message.
 *
 * @param at when, to the millisecond
 * @param weights what it added, for each of those whom the ticket has it count for
 */
public record Said(Word word, Instant at, List<Double> weights) {

  private static final Comparator<Said> ORDER =
      Comparator.comparing(Said::at)
          .thenComparing(Said::word)
          .thenComparing(said -> said.weights.toString());

  /** Cuts the time to the millisecond, so that every store keeps it alike. */
  public Said {
    at = at.truncatedTo(ChronoUnit.MILLIS);
    weights = List.copyOf(weights);
  }

  /** Of two of one message the one that counts; the same whichever comes first. */
  public Said join(Said other) {
    return ORDER.compare(this, other) >= 0 ? this : other;
  }
}
