package org.gate64.dns.dnsjava;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.gate64.dns.DnsSettings;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;

/**
 * The servers to ask. Lookups begin with the first, until it keeps silent and another one answers
 * in its place; from then on they begin with that, so that a dead server costs a few lookups their
 * first try and not every one. Silence alone shows nothing: most of it is that of the zones asked
 * about, and would lead everybody to a server that is dead.
 */
final class Servers {

  /** What fits into every path's packets (DNS flag day 2020). */
  private static final int UDP_PAYLOAD = 1232;

  private static final int EDNS_VERSION = 0;

  /** As dnsjava puts it. */
  private static final int NO_EDNS = -1;

  private final List<SimpleResolver> resolvers;
  private final List<SimpleResolver> plain;
  private final AtomicInteger preferred = new AtomicInteger();

  Servers(DnsSettings settings, Wire wire) {
    List<InetSocketAddress> addresses =
        settings.servers().isEmpty()
            ? SystemServers.usable(() -> ResolverConfig.getCurrentConfig().servers())
            : settings.servers();
    this.resolvers =
        addresses.stream()
            .map(address -> resolver(address, EDNS_VERSION, settings.timeout(), wire))
            .toList();
    this.plain =
        addresses.stream()
            .map(address -> resolver(address, NO_EDNS, settings.timeout(), wire))
            .toList();
  }

  private static SimpleResolver resolver(
      InetSocketAddress address, int ednsVersion, Duration timeout, Wire wire) {
    SimpleResolver resolver = new SimpleResolver(address);
    resolver.setIoClientFactory(wire);
    resolver.setTimeout(timeout);
    resolver.setEDNS(ednsVersion, UDP_PAYLOAD, 0, List.of());
    return resolver;
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

  /** The same one, asked without EDNS. */
  SimpleResolver withoutEdns(int position) {
    return plain.get(position % plain.size());
  }

  /** Has lookups begin with the server at one position instead of one that kept silent. */
  void prefer(int position, int silent) {
    preferred.compareAndSet(silent % resolvers.size(), position % resolvers.size());
  }
}
