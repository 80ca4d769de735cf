package org.gate64.reputation;

import java.time.Instant;
import java.util.Optional;
import org.gate64.reputation.Standing.State;

/**
 * A standing that an operator has set, whatever is remembered.
 *
 * @param reason for people
 * @param since when it was set; of two, the later counts
 * @param until when it ends; empty for never
 */
public record Pin(State state, String reason, Instant since, Optional<Instant> until) {

  /** Whether it has not ended yet. */
  public boolean holds(Instant now) {
    return until.filter(end -> !now.isBefore(end)).isEmpty();
  }
}
