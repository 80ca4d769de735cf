package org.gate64.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * How DNS is asked, and for how long its answers are kept.
 *
 * @param servers the recursive resolvers to ask, in order of preference; empty for those of the
 *     system
 * @param timeout how long one try may take before the next begins
 * @param deadline how long all tries of one lookup may take together, and how long a lookup may
 *     have to wait for its turn before that
 * @param attempts how often one name is asked for before the lookup is given up
 * @param maxInFlight how many lookups may be under way at once
 * @param cacheEntries how many answers of ordinary size are kept
 * @param minTtl the shortest time an answer is kept, whatever its own time to live
 * @param maxTtl the longest time an answer with records is kept
 * @param maxNegativeTtl the longest time it is remembered that there are no records (RFC 2308,
 *     section 5)
 * @param failureTtl how long a failure is remembered (RFC 2308, section 7)
 * @param health when DNS as a whole counts as failing
 */
public record DnsSettings(
    List<InetSocketAddress> servers,
    Duration timeout,
    Duration deadline,
    int attempts,
    int maxInFlight,
    int cacheEntries,
    Duration minTtl,
    Duration maxTtl,
    Duration maxNegativeTtl,
    Duration failureTtl,
    HealthSettings health) {

  /** Refuses values that make no sense with an {@link IllegalArgumentException}. */
  public DnsSettings {
    servers = List.copyOf(servers);
    for (InetSocketAddress server : servers) {
      require(!server.isUnresolved(), "a server must be given by its address");
    }
    require(isPositive(timeout), "timeout must be positive");
    require(deadline.compareTo(timeout) >= 0, "deadline must not be shorter than timeout");
    require(attempts > 0, "attempts must be positive");
    require(maxInFlight > 0, "maxInFlight must be positive");
    require(cacheEntries > 0, "cacheEntries must be positive");
    require(!minTtl.isNegative(), "minTtl must not be negative");
    require(maxTtl.compareTo(minTtl) >= 0, "maxTtl must not be shorter than minTtl");
    require(
        maxNegativeTtl.compareTo(minTtl) >= 0, "maxNegativeTtl must not be shorter than minTtl");
    require(!failureTtl.isNegative(), "failureTtl must not be negative");
  }

  /** What is right for a validating resolver on the same host or nearby. */
  public static DnsSettings defaults() {
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
        Duration.ofSeconds(5),
        HealthSettings.defaults());
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isZero() && !duration.isNegative();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
