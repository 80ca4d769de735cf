package org.gate64.net;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The address of an SMTP client, judged by what it is: {@code ::ffff:192.0.2.1} is the IPv4 address
 * 192.0.2.1 (RFC 4291, section 2.5.5.2).
 */
public final class ClientAddress {

  /** The family of the connection, and so the rule that mail over it is held to. */
  public enum Family {
    IPV4,
    IPV6
  }

  private static final Network TEREDO = Network.parse("2001::/32").orElseThrow();
  private static final Network SIX_TO_FOUR = Network.parse("2002::/16").orElseThrow();
  private static final Network NAT64 = Network.parse("64:ff9b::/96").orElseThrow();
  private static final List<Network> PRIVATE =
      Stream.of(
              "10.0.0.0/8",
              "172.16.0.0/12",
              "192.168.0.0/16",
              "100.64.0.0/10",
              "169.254.0.0/16",
              "fc00::/7",
              "fe80::/10")
          .map(network -> Network.parse(network).orElseThrow())
          .toList();
  private static final IPAddressGenerator FROM_BYTES = new IPAddressGenerator();

  private final IPAddress address;

  private ClientAddress(IPAddress address) {
    this.address = address;
  }

  /**
   * Reads an address in its usual notation, without brackets, zone, prefix length or the {@code
   * IPv6:} of RFC 5321.
   *
   * @return empty where the text is no such address
   */
  public static Optional<ClientAddress> parse(String text) {
    return Addresses.address(text).map(ClientAddress::of);
  }

  /** The same address as a value of gate64's own. */
  public static ClientAddress of(InetAddress address) {
    return of(FROM_BYTES.from(address.getAddress()));
  }

  private static ClientAddress of(IPAddress address) {
    if (address.isIPv6() && address.toIPv6().isIPv4Mapped()) {
      return new ClientAddress(address.toIPv6().getEmbeddedIPv4Address());
    }
    return new ClientAddress(address);
  }

  public Family family() {
    return address.isIPv4() ? Family.IPV4 : Family.IPV6;
  }

  /**
   * The IPv4 address that a 6to4 (RFC 3056), Teredo (RFC 4380) or NAT64 (RFC 6052) address carries:
   * the network such a client belongs to. Empty for every other address.
   */
  public Optional<ClientAddress> embeddedIpv4() {
    if (family() == Family.IPV4) {
      return Optional.empty();
    }
    byte[] bytes = bytes();
    if (SIX_TO_FOUR.contains(this)) {
      return Optional.of(ipv4(Arrays.copyOfRange(bytes, 2, 6)));
    }
    if (NAT64.contains(this)) {
      return Optional.of(ipv4(Arrays.copyOfRange(bytes, 12, 16)));
    }
    if (TEREDO.contains(this)) {
      byte[] client = Arrays.copyOfRange(bytes, 12, 16);
      for (int i = 0; i < client.length; i++) {
        client[i] = (byte) ~client[i];
      }
      return Optional.of(ipv4(client));
    }
    return Optional.empty();
  }

  /**
   * Whether no host on the internet can have this address: private (RFC 1918, RFC 4193), shared
   * (RFC 6598) or of one link only (RFC 3927, RFC 4291). The loopback addresses are none of these.
   */
  public boolean isPrivate() {
    return PRIVATE.stream().anyMatch(network -> network.contains(this));
  }

  /** Whether this is the host itself. */
  public boolean isLoopback() {
    return address.isLoopback();
  }

  /** The name to ask for a PTR record (RFC 1035, section 3.5; RFC 3596, section 2.5). */
  public DomainName reverseName() {
    return DomainName.parse(address.toReverseDNSLookupString()).orElseThrow();
  }

  /** Four or sixteen bytes in network order. */
  public byte[] bytes() {
    return address.getBytes();
  }

  public InetAddress toInetAddress() {
    return address.toInetAddress();
  }

  IPAddress ipAddress() {
    return address;
  }

  private static ClientAddress ipv4(byte[] bytes) {
    return new ClientAddress(FROM_BYTES.from(bytes));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientAddress that && address.equals(that.address);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(address);
  }

  /** The canonical notation (RFC 5952 for IPv6). */
  @Override
  public String toString() {
    return address.toCanonicalString();
  }
}
