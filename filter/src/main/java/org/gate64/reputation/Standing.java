package org.gate64.reputation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.gate64.reputation.Pins.Pinned;

/**
 * What reputation says of a subject.
 *
 * @param score 0 for bad to 1 for good
 * @param record how much is remembered of the subject itself: the weights of its long memory
 * @param pin what an operator has set, where that is its basis
 */
public record Standing(
    State state, Basis basis, double score, double record, Optional<Pinned> pin) {

  /** One that nobody has set. */
  public Standing(State state, Basis basis, double score, double record) {
    this(state, basis, score, record, Optional.empty());
  }

  /** The conclusion. */
  public enum State {
    GOOD,
    BAD,
    UNKNOWN;

    /** The word in header, log and reports. */
    public String keyword() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The state with this word. */
    public static Optional<State> byKeyword(String keyword) {
      return Arrays.stream(values()).filter(state -> state.keyword().equals(keyword)).findFirst();
    }
  }

  /** What it rests on. */
  public enum Basis {
    /** The subject's own record leads to it, with no regard to the networks around. */
    OWN,
    /** Only what is around it does; then it neither refuses for good nor grants anything. */
    INHERITED,
    /** An operator said so. */
    PINNED
  }

  /** Nothing is known. */
  public static Standing unknown() {
    return new Standing(State.UNKNOWN, Basis.OWN, 0.5, 0);
  }

  /** The same as an operator has set it, whatever is remembered. */
  Standing pinned(Pinned set) {
    return new Standing(set.pin().state(), Basis.PINNED, score, record, Optional.of(set));
  }

  public boolean isBad() {
    return state == State.BAD;
  }

  /** Good, and not for its neighbours' sake. */
  public boolean isGoodByItself() {
    return state == State.GOOD && basis != Basis.INHERITED;
  }
}
