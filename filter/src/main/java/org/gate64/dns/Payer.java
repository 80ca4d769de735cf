package org.gate64.dns;

import org.gate64.net.ClientAddress;
import org.gate64.net.Network;

/**
 * On whose account a lookup goes: the network of the SMTP client that caused it, whatever names it
 * made gate64 look up. Names cost next to nothing, so whoever wants many zones has them; networks
 * are harder to come by.
 */
public record Payer(Network network) {

  /** The most that a site commonly gets (RFC 6177); addresses within it are for the taking. */
  private static final int IPV6_BITS = 48;

  /** The smallest network that is commonly routed by itself. */
  private static final int IPV4_BITS = 24;

  /**
   * The network that a client answers for: the /48 of its IPv6 address, the /24 of its IPv4
   * address. A 6to4, Teredo or NAT64 address belongs to the IPv4 address that it carries.
   */
  public static Payer of(ClientAddress client) {
    ClientAddress own = client.embeddedIpv4().orElse(client);
    return switch (own.family()) {
      case IPV6 -> new Payer(Network.of(own, IPV6_BITS));
      case IPV4 -> new Payer(Network.of(own, IPV4_BITS));
    };
  }
}
