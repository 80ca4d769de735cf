package org.gate64.dns.dnsjava;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.gate64.dns.DnsSettings;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;

/**
 * The servers to ask. Lookups begin with the first, until it keeps silent; from then on with the
 * one after it, so that a dead server costs a few lookups their first try and not every one.
 */
final class Servers {

  /** What fits into every path's packets (DNS flag day 2020). */
  private static final int UDP_PAYLOAD = 1232;

  private final List<SimpleResolver> resolvers;
  private final AtomicInteger preferred = new AtomicInteger();

  Servers(DnsSettings settings, Wire wire) {
    List<InetSocketAddress> addresses =
        settings.servers().isEmpty() ? ofTheSystem() : settings.servers();
    this.resolvers =
        addresses.stream()
            .map(
                address -> {
                  SimpleResolver resolver = new SimpleResolver(address);
                  resolver.setIoClientFactory(wire);
                  resolver.setTimeout(settings.timeout());
                  resolver.setEDNS(0, UDP_PAYLOAD, 0, List.of());
                  return resolver;
                })
            .toList();
  }

  private static List<InetSocketAddress> ofTheSystem() {
    List<InetSocketAddress> servers = ResolverConfig.getCurrentConfig().servers();
    return servers.isEmpty()
        ? List.of(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), SimpleResolver.DEFAULT_PORT))
        : servers;
  }

  int count() {
    return resolvers.size();
  }

  /** The position of the server that a lookup should begin with. */
  int preferred() {
    return preferred.get();
  }

  /** The server at a position, counted round and round. */
  SimpleResolver at(int position) {
    return resolvers.get(position % resolvers.size());
  }

  /** Takes note that the server at this position kept silent. */
  void avoid(int position) {
    int index = position % resolvers.size();
    preferred.compareAndSet(index, (index + 1) % resolvers.size());
  }
}
