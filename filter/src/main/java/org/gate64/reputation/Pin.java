package org.gate64.reputation;

import java.time.Instant;
import java.util.Comparator;
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

  private static final Comparator<Pin> ORDER =
      Comparator.comparing(Pin::since)
          .thenComparing(pin -> pin.until.orElse(Instant.MAX))
          .thenComparing(Pin::state)
          .thenComparing(Pin::reason);

  /** Word that none is set any more, which counts against one that was set before. */
  public static Pin lifted(Instant since) {
    return new Pin(State.UNKNOWN, "", since, Optional.of(since));
  }

  /** Whether this only says that there is none. */
  public boolean isLifted() {
    return until.filter(end -> !end.isAfter(since)).isPresent();
  }

  /** Of two for the same subject the one that counts; the same whichever comes first. */
  public Pin join(Pin other) {
    return ORDER.compare(this, other) >= 0 ? this : other;
  }

  /** Whether it has not ended yet. */
  public boolean holds(Instant now) {
    return until.filter(end -> !now.isBefore(end)).isEmpty();
  }
}
