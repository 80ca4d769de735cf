package org.gate64.reputation;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.gate64.net.Network;

/** All pins at one time. A pin of a network holds for all in it that have no narrower one. */
public final class Pins {

  private final Map<Subject, Pin> all;

  /** The lengths that any network is set with, the longest first. */
  private final TreeSet<Integer> lengths = new TreeSet<>(Comparator.reverseOrder());

  /**
   * A pin that holds for a subject.
   *
   * @param of whom it was set for: the subject itself, or a network around it
   */
  public record Pinned(Subject of, Pin pin) {

    /** The standing that it makes of what is remembered. */
    public Standing over(Standing remembered) {
      return remembered.pinned(this);
    }
  }

  /** These pins; those of pairs are not looked at. */
  public Pins(Map<Subject, Pin> all) {
    this.all = Map.copyOf(all);
    for (Subject subject : all.keySet()) {
      if (subject instanceof Subject.OfNetwork of) {
        lengths.add(of.network().length());
      }
    }
  }

  /** None. */
  public static Pins none() {
    return new Pins(Map.of());
  }

  /** Without those that only say that there is none. */
  public Pins inForce() {
    Map<Subject, Pin> set = new HashMap<>(all);
    set.values().removeIf(Pin::isLifted);
    return new Pins(set);
  }

  /** Each with its subject. */
  public Map<Subject, Pin> all() {
    return all;
  }

  /** Those that hold at a time. */
  public Pins holding(Instant now) {
    Map<Subject, Pin> held = new HashMap<>(all);
    held.values().removeIf(pin -> !pin.holds(now));
    return new Pins(held);
  }

  /**
   * The pin that holds for a subject: its own, or that of the narrowest network around it that has
   * one which holds. None is made for pairs.
   */
  public Optional<Pinned> of(Subject subject, Instant now) {
    if (subject instanceof Subject.OfNetwork of) {
      return around(of.network(), now);
    }
    return subject instanceof Subject.OfDomain ? exactly(subject, now) : Optional.empty();
  }

  private Optional<Pinned> around(Network network, Instant now) {
    return lengths.stream()
        .filter(length -> length <= network.length())
        .flatMap(length -> exactly(new Subject.OfNetwork(network.widened(length)), now).stream())
        .findFirst();
  }

  private Optional<Pinned> exactly(Subject subject, Instant now) {
    return Optional.ofNullable(all.get(subject))
        .filter(pin -> pin.holds(now))
        .map(pin -> new Pinned(subject, pin));
  }
}
