package org.gate64.reputation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gate64.net.ClientAddress;
import org.gate64.net.ClientAddress.Family;
import org.gate64.net.Network;

/**
 * The networks around a network that a record is kept of, and who of them hears what becomes of it.
 *
 * <p>Parents count children, not messages: one flood cannot sink all that is around it, while a
 * sender that spreads over many networks makes the block bad that they lie in. A /64 is counted in
 * its /56 and its /48, a /48 in its /32; where a /64 is shared, an address in the /64.
 *
 * @param ipv6Length leading bits of the network that an IPv6 client belongs to, usually 64
 * @param ipv4Length the same for IPv4, usually 32
 */
public record Ancestry(int ipv6Length, int ipv4Length) {

  private static final int SITE = 48;
  private static final int[] IPV6_BLOCKS = {32, SITE, 56};
  private static final int[] IPV4_BLOCKS = {24};

  /** What a network is to whom it belongs to. */
  public enum Kind {
    /** Holds the networks of several. */
    BLOCK,
    /** A customer's: the smallest thing that has a reputation by itself. */
    NETWORK,
    /** Part of a network that many share. */
    ADDRESS
  }

  /**
   * The network that a client's mail counts for: that of the IPv4 address, where it carries one.
   */
  public Network networkOf(ClientAddress client) {
    ClientAddress counted = client.embeddedIpv4().orElse(client);
    return Network.of(counted, length(counted.family()));
  }

  /** Where a network stands among those around it. */
  public Kind kind(Network network) {
    int difference = Integer.compare(network.length(), length(network.family()));
    return difference < 0 ? Kind.BLOCK : difference == 0 ? Kind.NETWORK : Kind.ADDRESS;
  }

  /** The network itself and all around it, the widest first. */
  List<Network> lineage(Network network) {
    List<Network> lineage = new ArrayList<>();
    lengths(network.family())
        .filter(length -> length < network.length())
        .forEach(length -> lineage.add(network.widened(length)));
    lineage.add(network);
    return lineage;
  }

  /** Those around this network that count it as a child of theirs. */
  List<Network> countedIn(Network network) {
    if (kind(network) == Kind.ADDRESS) {
      return List.of(network.widened(length(network.family())));
    }
    boolean withinSite = network.family() == Family.IPV6 && network.length() > SITE;
    boolean isCounted = kind(network) == Kind.NETWORK || network.length() == SITE;
    return isCounted
        ? blocks(network).filter(block -> !withinSite || block.length() >= SITE).toList()
        : List.of();
  }

  private Stream<Network> blocks(Network network) {
    return lineage(network).stream().filter(parent -> parent.length() < network.length());
  }

  /** All lengths that records are kept of, from the widest on, single addresses left aside. */
  private IntStream lengths(Family family) {
    int own = length(family);
    IntStream blocks =
        switch (family) {
          case IPV6 -> IntStream.of(IPV6_BLOCKS);
          case IPV4 -> IntStream.of(IPV4_BLOCKS);
        };
    return IntStream.concat(blocks.filter(block -> block < own), IntStream.of(own));
  }

  private int length(Family family) {
    return switch (family) {
      case IPV6 -> ipv6Length;
      case IPV4 -> ipv4Length;
    };
  }
}
