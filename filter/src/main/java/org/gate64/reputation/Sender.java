package org.gate64.reputation;

import org.gate64.net.ClientAddress;
import org.gate64.net.ClientAddress.Family;
import org.gate64.net.Network;

/**
 * Whose mail it is, as far as its address tells.
 *
 * @param network the smallest that has a reputation, which the client lies in
 */
public record Sender(ClientAddress client, Network network) {

  /** The network, as a subject. */
  public Subject subject() {
    return new Subject.OfNetwork(network);
  }

  /** The address alone, by which those are told apart who share a network and prove nothing. */
  public Subject address() {
    return new Subject.OfNetwork(addressNetwork());
  }

  /** The address as a network; the IPv4 one that it carries, where that is what counts. */
  Network addressNetwork() {
    ClientAddress counted = client.embeddedIpv4().filter(network::contains).orElse(client);
    int length = counted.family() == Family.IPV6 ? 128 : 32;
    return Network.of(counted, length);
  }

  Subject with(Claim claim) {
    return new Subject.OfPair(claim.domain(), network);
  }
}
