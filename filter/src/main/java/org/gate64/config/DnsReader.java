package org.gate64.config;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.gate64.dns.DnsSettings;
import org.gate64.dns.HealthSettings;
import org.gate64.net.SocketAddresses;

/** Reads how DNS is asked, and for how long its answers are kept. */
final class DnsReader {

  private static final Notation<InetSocketAddress> SERVER =
      new Notation<>(
          "an address like 127.0.0.1, 127.0.0.1:5353 or [::1]:53",
          text -> SocketAddresses.parse(text, 53).filter(address -> address.getPort() > 0));
  private static final Notation<Duration> WAIT =
      Notations.duration(Duration.ofMillis(50), Duration.ofMinutes(1));
  private static final Notation<Duration> TTL =
      Notations.duration(Duration.ZERO, Duration.ofHours(24));

  /** RFC 9520, section 3.2: from one second to five minutes. */
  private static final Notation<Duration> FAILURE_TTL =
      Notations.duration(Duration.ofSeconds(1), Duration.ofMinutes(5));

  private DnsReader() {}

  /** The settings, or the defaults once a problem has been noted: the record takes no nonsense. */
  static DnsSettings read(Section section, DnsSettings defaults) {
    List<InetSocketAddress> servers = section.list("servers", defaults.servers(), SERVER);
    Duration timeout = section.value("timeout", defaults.timeout(), WAIT);
    Duration deadline = section.value("deadline", defaults.deadline(), WAIT);
    int attempts = section.value("attempts", defaults.attempts(), Notations.wholeNumber(1, 10));
    int inFlight =
        section.value("in-flight", defaults.maxInFlight(), Notations.wholeNumber(1, 30_000));
    int cacheEntries =
        section.value(
            "cache-entries", defaults.cacheEntries(), Notations.wholeNumber(1, 10_000_000));
    Duration minTtl = section.value("min-ttl", defaults.minTtl(), TTL);
    Duration maxTtl = section.value("max-ttl", defaults.maxTtl(), TTL);
    Duration maxNegativeTtl = section.value("max-negative-ttl", defaults.maxNegativeTtl(), TTL);
    Duration failureTtl = section.value("failure-ttl", defaults.failureTtl(), FAILURE_TTL);
    HealthSettings health = health(section.section("health"), defaults.health());
    section.notBelow("deadline", deadline, "timeout", timeout);
    section.notBelow("max-ttl", maxTtl, "min-ttl", minTtl);
    section.notBelow("max-negative-ttl", maxNegativeTtl, "min-ttl", minTtl);
    section.finish();
    return section.isSound()
        ? new DnsSettings(
            servers,
            timeout,
            deadline,
            attempts,
            inFlight,
            cacheEntries,
            minTtl,
            maxTtl,
            maxNegativeTtl,
            failureTtl,
            health)
        : defaults;
  }

  private static HealthSettings health(Section section, HealthSettings defaults) {
    HealthSettings health =
        new HealthSettings(
            section.value(
                "failing-percent", defaults.failingPercent(), Notations.wholeNumber(1, 100)),
            section.value("min-zones", defaults.minZones(), Notations.wholeNumber(1, 100_000)));
    section.finish();
    return health;
  }
}
