package org.gate64.app;

import java.util.function.ToDoubleFunction;
import org.gate64.dns.DnsStatistics;
import org.gate64.dns.DnsStatistics.Counts;
import org.gate64.dns.LookupKind;
import org.gate64.dns.ResolverHealth;

/** Shows how DNS fares, lookup by lookup and as a whole. */
final class DnsMeters {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Meters meters;
  private final DnsStatistics statistics;

  private DnsMeters(Meters meters, DnsStatistics statistics) {
    this.meters = meters;
    this.statistics = statistics;
  }

  static void show(Meters meters, DnsStatistics statistics, ResolverHealth health) {
    DnsMeters dns = new DnsMeters(meters, statistics);
    for (LookupKind kind : LookupKind.values()) {
      dns.show(kind);
    }
    meters.gauge(
        "gate64.dns.failing.share",
        "The share of zones asked within the last minute whose lookup failed",
        health::failingShare);
    meters.gauge(
        "gate64.dns.failing",
        "1 while DNS counts as failing and refusals that rest on it are temporary, else 0",
        () -> health.state() == ResolverHealth.State.FAILING ? 1 : 0);
  }

  private void show(LookupKind kind) {
    lookups(kind, "answer", Counts::answers);
    lookups(kind, "negative", Counts::negatives);
    lookups(kind, "failure", Counts::failures);
    lookups(kind, "timeout", Counts::timeouts);
    lookups(kind, "cached", Counts::cacheHits);
    meters.counter(
        "gate64.dns.lookup.seconds",
        "How long the lookups took together that the cache could not answer",
        () -> statistics.counts(kind).time().toNanos() / NANOS_PER_SECOND,
        "kind",
        kind.keyword());
  }

  private void lookups(LookupKind kind, String outcome, ToDoubleFunction<Counts> figure) {
    meters.counter(
        "gate64.dns.lookups",
        "Lookups by what they were for and how they ended",
        () -> figure.applyAsDouble(statistics.counts(kind)),
        "kind",
        kind.keyword(),
        "outcome",
        outcome);
  }
}
