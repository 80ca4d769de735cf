package org.gate64.app;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.gate64.net.Network;
import org.gate64.reputation.Pin;
import org.gate64.reputation.Pins;
import org.gate64.reputation.Standing;
import org.gate64.reputation.Subject;

/** What operators have set and has not ended, found by whom it holds for. */
final class PinBoard {

  private final Map<Subject, Pin> pins = new HashMap<>();

  /** The lengths that any network is set with, the longest first. */
  private final TreeSet<Integer> lengths = new TreeSet<>(Comparator.reverseOrder());

  PinBoard(Pins all, Instant now) {
    all.all()
        .forEach(
            (subject, pin) -> {
              if (pin.holds(now)) {
                pins.put(subject, pin);
                if (subject instanceof Subject.OfNetwork of) {
                  lengths.add(of.network().length());
                }
              }
            });
  }

  /**
   * A pin that holds for a subject.
   *
   * @param of whom it was set for: the subject itself, or a network around it
   */
  record Pinned(Subject of, Pin pin) {

    /** The standing that it makes of what is remembered. */
    Standing over(Standing remembered) {
      return remembered.pinned(pin);
    }
  }

  /** Each with its subject. */
  Map<Subject, Pin> all() {
    return pins;
  }

  /** The pin that holds for a subject: its own, or that of the narrowest network around it. */
  Optional<Pinned> of(Subject subject) {
    if (subject instanceof Subject.OfNetwork of) {
      return around(of.network());
    }
    return subject instanceof Subject.OfDomain ? exactly(subject) : Optional.empty();
  }

  private Optional<Pinned> around(Network network) {
    return lengths.stream()
        .filter(length -> length <= network.length())
        .flatMap(length -> exactly(new Subject.OfNetwork(network.widened(length))).stream())
        .findFirst();
  }

  private Optional<Pinned> exactly(Subject subject) {
    return Optional.ofNullable(pins.get(subject)).map(pin -> new Pinned(subject, pin));
  }
}
