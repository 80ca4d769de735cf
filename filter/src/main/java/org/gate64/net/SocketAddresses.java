package org.gate64.net;

import inet.ipaddr.IPAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;

/** The notation of an address with a port: {@code 127.0.0.1:53}, {@code [::1]:53}. */
public final class SocketAddresses {

  private static final int HIGHEST_PORT = 65535;

  private SocketAddresses() {}

  /**
   * Reads an address with or without a port. Never asks DNS: a host name is not an address. An IPv6
   * address stands in brackets, port or not, for {@code ::1:53} is an address of its own.
   *
   * @param defaultPort the port where the text names none
   * @return empty where the text is no such address
   */
  public static Optional<InetSocketAddress> parse(String text, int defaultPort) {
    int colon = text.lastIndexOf(':');
    if (colon < 0 || text.endsWith("]")) {
      return withPort(text, OptionalInt.of(defaultPort));
    }
    return withPort(text.substring(0, colon), port(text.substring(colon + 1)));
  }

  /** The notation that {@link #parse} reads. */
  public static String format(InetSocketAddress address) {
    return host(address) + ":" + address.getPort();
  }

  /** The address alone, in brackets where it is one of IPv6. */
  static String host(InetSocketAddress address) {
    String canonical = ClientAddress.of(address.getAddress()).toString();
    return address.getAddress() instanceof Inet6Address ? "[" + canonical + "]" : canonical;
  }

  static Optional<InetAddress> ipv4(String text) {
    return Addresses.address(text).filter(IPAddress::isIPv4).map(IPAddress::toInetAddress);
  }

  /** An address in brackets. */
  static Optional<InetAddress> ipv6(String text) {
    if (!text.startsWith("[") || !text.endsWith("]")) {
      return Optional.empty();
    }
    return Addresses.address(text.substring(1, text.length() - 1))
        .filter(address -> address.isIPv6() && !address.toIPv6().isIPv4Mapped())
        .map(IPAddress::toInetAddress);
  }

  /** A port in plain decimal digits; 0 asks the system for a free one. */
  static OptionalInt port(String text) {
    if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalInt.empty();
    }
    int port = Integer.parseInt(text);
    return port <= HIGHEST_PORT ? OptionalInt.of(port) : OptionalInt.empty();
  }

  private static Optional<InetSocketAddress> withPort(String host, OptionalInt port) {
    if (port.isEmpty()) {
      return Optional.empty();
    }
    return ipv4(host)
        .or(() -> ipv6(host))
        .map(address -> new InetSocketAddress(address, port.getAsInt()));
  }
}
