package org.gate64.config;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * How DNS is asked, and how long its answers are remembered.
 *
 * @param servers the resolvers to ask; empty: those of the system
 * @param timeout how long one try may take
 * @param deadline how long all tries for one question may take together, at least {@code timeout}
 * @param attempts tries for one question
 * @param inFlight questions on the wire at the same time
 * @param cacheEntries answers remembered
 * @param minTtl answers are remembered at least so long
 * @param maxTtl and at most so long
 * @param maxNegativeTtl "there is none" at most so long (RFC 2308, section 5)
 * @param failureTtl "cannot say" so long (RFC 9520, section 3.2)
 */
public record DnsSettings(
    List<InetSocketAddress> servers,
    Duration timeout,
    Duration deadline,
    int attempts,
    int inFlight,
    int cacheEntries,
    Duration minTtl,
    Duration maxTtl,
    Duration maxNegativeTtl,
    Duration failureTtl) {

  public DnsSettings {
    servers = List.copyOf(servers);
  }

  static DnsSettings defaults() {
    return new DnsSettings(
        List.of(),
        Duration.ofSeconds(2),
        Duration.ofSeconds(8),
        3,
        256,
        100_000,
        Duration.ofSeconds(5),
        Duration.ofHours(1),
        Duration.ofMinutes(5),
        Duration.ofSeconds(5));
  }
}
