package org.gate64.dns.dnsjava;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.SimpleResolver;

/** The servers that the system is set up to ask, as in {@code /etc/resolv.conf}. */
final class SystemServers {

  private static final Logger LOG = LoggerFactory.getLogger(SystemServers.class);

  private SystemServers() {}

  /** Leaves out what no packet can be sent to; without any, it is this host. */
  static List<InetSocketAddress> usable(Supplier<List<InetSocketAddress>> system) {
    List<InetSocketAddress> servers = new ArrayList<>();
    for (InetSocketAddress server : read(system)) {
      if (server.isUnresolved()) {
        LOG.warn("The system's resolver {} is passed over: it is no address of here", server);
      } else {
        servers.add(server);
      }
    }
    return servers.isEmpty()
        ? List.of(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), SimpleResolver.DEFAULT_PORT))
        : servers;
  }

  /** dnsjava throws at a line without an address, which other readers pass over. */
  private static List<InetSocketAddress> read(Supplier<List<InetSocketAddress>> system) {
    try {
      return system.get();
    } catch (RuntimeException e) {
      LOG.warn(
          "The system's resolvers cannot be read ({}), so this host is asked. See to"
              + " /etc/resolv.conf, or name resolvers in dns.servers",
          e.toString());
      return List.of();
    }
  }
}
