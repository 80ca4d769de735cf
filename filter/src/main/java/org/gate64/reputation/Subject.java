package org.gate64.reputation;

import java.util.Optional;
import org.gate64.net.DomainName;
import org.gate64.net.Network;

/** Whom something is remembered of. */
public sealed interface Subject {

  /** A network, from a hoster's block down to one address of a shared /64. */
  record OfNetwork(Network network) implements Subject {
    @Override
    public String toString() {
      return network.toString();
    }
  }

  /** A domain that was authenticated. */
  record OfDomain(DomainName domain) implements Subject {
    @Override
    public String toString() {
      return domain.toString();
    }
  }

  /** A domain as far as it sends from one network. */
  record OfPair(DomainName domain, Network network) implements Subject {
    @Override
    public String toString() {
      return domain + PAIR + network;
    }
  }

  /** No domain name that is authenticated, and no network, holds a blank. */
  String PAIR = " from ";

  /**
   * Reads what {@code toString} of a subject wrote.
   *
   * @return empty where the text is no subject
   */
  static Optional<Subject> parse(String text) {
    int pair = text.indexOf(PAIR);
    if (pair >= 0) {
      Optional<Network> network = Network.parse(text.substring(pair + PAIR.length()));
      return DomainName.parse(text.substring(0, pair))
          .flatMap(domain -> network.map(from -> new OfPair(domain, from)));
    }
    Optional<Network> network = Network.parse(text);
    if (network.isPresent()) {
      return network.map(OfNetwork::new);
    }
    return DomainName.parse(text).filter(DomainName::isHostName).map(OfDomain::new);
  }
}
