package org.gate64.reputation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.gate64.net.Network;
import org.gate64.net.NetworkTable;

/** All pins at one time. A pin of a network holds for all in it that have no narrower one. */
public final class Pins {

  private final Map<Subject, Pin> all;
  private final NetworkTable<Pin> networks;
  private final Map<DomainName, Pin> domains;

  /** These pins; those of pairs are not looked at. */
  public Pins(Map<Subject, Pin> all) {
    this.all = Map.copyOf(all);
    Map<Network, Pin> ofNetworks = new HashMap<>();
    Map<DomainName, Pin> ofDomains = new HashMap<>();
    all.forEach(
        (subject, pin) -> {
          if (subject instanceof Subject.OfNetwork of) {
            ofNetworks.put(of.network(), pin);
          } else if (subject instanceof Subject.OfDomain of) {
            ofDomains.put(of.domain(), pin);
          }
        });
    this.networks = new NetworkTable<>(ofNetworks);
    this.domains = ofDomains;
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

  Optional<Pin> of(ClientAddress client, Instant now) {
    return networks.longestMatch(client).filter(pin -> pin.holds(now));
  }

  Optional<Pin> of(DomainName domain, Instant now) {
    return Optional.ofNullable(domains.get(domain)).filter(pin -> pin.holds(now));
  }
}
