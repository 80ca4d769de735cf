package org.gate64.reputation;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.gate64.net.DomainName;
import org.gate64.net.Network;

/** All pins at one time. A pin of a network holds for all in it that have no narrower one. */
public final class Pins {

  private final Map<Subject, Pin> all;

  /** The lengths that any network is set with, the longest first. */
  private final TreeSet<Integer> lengths = new TreeSet<>(Comparator.reverseOrder());

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

  /** The pin of the narrowest network around this one whose pin holds. */
  Optional<Pin> of(Network network, Instant now) {
    return lengths.stream()
        .filter(length -> length <= network.length())
        .flatMap(length -> of(new Subject.OfNetwork(network.widened(length)), now).stream())
        .findFirst();
  }

  Optional<Pin> of(DomainName domain, Instant now) {
    return of(new Subject.OfDomain(domain), now);
  }

  private Optional<Pin> of(Subject subject, Instant now) {
    return Optional.ofNullable(all.get(subject)).filter(pin -> pin.holds(now));
  }
}
