package org.gate64.net;

import inet.ipaddr.IPAddress;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.Optional;

/**
 * A block of addresses: the unit that a customer of a hoster gets, and so the smallest thing that
 * has a reputation.
 */
public final class Network {

  private final IPAddress block;

  private Network(IPAddress block) {
    this.block = block;
  }

  /**
   * Reads {@code 2001:db8::/32}; an address without a length is a network of one address. Host bits
   * must be zero: {@code 2001:db8::1/32} is a mistake more often than a wish. So is {@code
   * ::ffff:192.0.2.0/120}, which would hold nobody, for such clients are IPv4 ones.
   *
   * @return empty where the text is no such prefix
   */
  public static Optional<Network> parse(String text) {
    return Addresses.prefix(text)
        .map(Network::withLength)
        .filter(address -> address.isPrefixBlock() || isWhole(address))
        .filter(address -> !isMapped(address))
        .map(Network::withoutItsText)
        .map(Network::new);
  }

  /** The network of {@code length} bits that the address lies in. */
  public static Network of(ClientAddress address, int length) {
    return new Network(address.ipAddress().toPrefixBlock(length));
  }

  /** False where the address is of the other family. */
  public boolean contains(ClientAddress address) {
    return block.contains(address.ipAddress());
  }

  /** The family of the addresses in it. */
  public ClientAddress.Family family() {
    return block.isIPv4() ? ClientAddress.Family.IPV4 : ClientAddress.Family.IPV6;
  }

  /** The network of {@code length} bits that this one lies in; no more bits than this one fixes. */
  public Network widened(int length) {
    return new Network(block.setPrefixLength(length, false).toPrefixBlock(length));
  }

  /** How many leading bits the network fixes. */
  public int length() {
    Integer length = block.getNetworkPrefixLength();
    return length == null ? block.getBitCount() : length;
  }

  /** Whether it holds a single address. */
  public boolean isOneAddress() {
    return length() == block.getBitCount();
  }

  IPAddress block() {
    return block;
  }

  private static IPAddress withLength(IPAddress address) {
    return address.isPrefixed() ? address : address.toPrefixBlock(address.getBitCount());
  }

  /** What was read holds on to all that it was read from, which is more than a kilobyte. */
  private static IPAddress withoutItsText(IPAddress address) {
    Integer length = address.getNetworkPrefixLength();
    return address.isIPv4()
        ? new IPv4Address(address.toIPv4().intValue(), length)
        : new IPv6Address(address.getBytes(), length);
  }

  private static boolean isMapped(IPAddress address) {
    return address.isIPv6() && address.toIPv6().isIPv4Mapped();
  }

  private static boolean isWhole(IPAddress address) {
    Integer length = address.getNetworkPrefixLength();
    return length != null && length == address.getBitCount();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network that && block.equals(that.block) && length() == that.length();
  }

  @Override
  public int hashCode() {
    return block.hashCode();
  }

  @Override
  public String toString() {
    return block.toCanonicalString();
  }
}
