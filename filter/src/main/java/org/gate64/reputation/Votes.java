package org.gate64.reputation;

import java.time.Instant;
import org.gate64.reputation.Cause.Side;

/**
 * When a network last told its parents that it had become good or bad.
 *
 * @param good {@link Instant#EPOCH} for never
 * @param bad {@link Instant#EPOCH} for never
 */
public record Votes(Instant good, Instant bad) {

  /** None was ever cast. */
  public static final Votes NONE = new Votes(Instant.EPOCH, Instant.EPOCH);

  /**
   * One vote.
   *
   * @param vote as {@link Scoring#vote} gave it
   */
  public static Votes of(Cause vote, Instant at) {
    return switch (vote.side()) {
      case GOOD -> new Votes(at, Instant.EPOCH);
      case BAD -> new Votes(Instant.EPOCH, at);
    };
  }

  /** When one side's was cast last. */
  public Instant last(Side side) {
    return switch (side) {
      case GOOD -> good;
      case BAD -> bad;
    };
  }

  Votes latest(Votes other) {
    return new Votes(later(good, other.good), later(bad, other.bad));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
