package org.gate64.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the daemon listens, in the notation that mail servers use for milters: {@code
 * inet:8864@127.0.0.1}, {@code inet6:8864@[::1]}, {@code unix:/run/gate64/milter.sock}.
 */
public sealed interface ListenAddress {

  /** A TCP socket; port 0 asks the system for a free one. */
  record Inet(InetSocketAddress address) implements ListenAddress {
    @Override
    public String toString() {
      String family = address.getAddress() instanceof Inet4Address ? "inet:" : "inet6:";
      return family + address.getPort() + "@" + SocketAddresses.host(address);
    }
  }

  /** A socket in the file system; a relative path is relative to the working directory. */
  record Unix(Path path) implements ListenAddress {

    /** What {@code sun_path} holds beside its final NUL on Linux. */
    private static final int LONGEST = 107;

    private static Optional<ListenAddress> parse(String text) {
      boolean unusable =
          text.isEmpty()
              || text.endsWith("/")
              || text.getBytes(StandardCharsets.UTF_8).length > LONGEST
              || text.chars().anyMatch(Character::isISOControl);
      if (unusable) {
        return Optional.empty();
      }
      try {
        return Optional.of(new Unix(Path.of(text)));
      } catch (InvalidPathException notOnThisSystem) {
        return Optional.empty();
      }
    }

    @Override
    public String toString() {
      return "unix:" + path;
    }
  }

  /**
   * Reads an address to listen on. The host is an address, never a name; {@code 0.0.0.0} and {@code
   * [::]} stand for all addresses of their family.
   *
   * @return empty where the text is no such address, or a path longer than 107 bytes
   */
  static Optional<ListenAddress> parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String rest = text.substring(colon + 1);
    return switch (text.substring(0, colon)) {
      case "inet" -> inet(rest, SocketAddresses.ipv4(afterAt(rest)));
      case "inet6" -> inet(rest, SocketAddresses.ipv6(afterAt(rest)));
      case "unix" -> Unix.parse(rest);
      default -> Optional.empty();
    };
  }

  private static Optional<ListenAddress> inet(String portAtHost, Optional<InetAddress> host) {
    int at = portAtHost.indexOf('@');
    OptionalInt port =
        at < 0 ? OptionalInt.empty() : SocketAddresses.port(portAtHost.substring(0, at));
    if (port.isEmpty()) {
      return Optional.empty();
    }
    return host.map(address -> new Inet(new InetSocketAddress(address, port.getAsInt())));
  }

  private static String afterAt(String portAtHost) {
    return portAtHost.substring(portAtHost.indexOf('@') + 1);
  }
}
