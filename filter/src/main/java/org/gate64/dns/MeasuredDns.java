package org.gate64.dns;

import com.github.benmanes.caffeine.cache.Ticker;
import java.util.concurrent.CompletableFuture;

/**
 * Watches a source: what it answers, how long it takes, and whether the resolver behind it is well.
 * Its place is behind the cache and before the bounds, where each lookup that the cache could not
 * answer passes by.
 */
public final class MeasuredDns implements SharedDns {

  private final SharedDns source;
  private final DnsStatistics statistics;
  private final ResolverHealth health;
  private final Ticker ticker;

  /**
   * Watches a source on behalf of these two.
   *
   * @param source must keep the promise that its futures never fail, as {@link BoundedDns} does
   */
  public MeasuredDns(
      SharedDns source, DnsStatistics statistics, ResolverHealth health, Ticker ticker) {
    this.source = source;
    this.statistics = statistics;
    this.health = health;
    this.ticker = ticker;
  }

  /** The answer is counted before anybody sees it. */
  @Override
  public CompletableFuture<DnsAnswer> lookup(DnsQuestion question, Payer payer) {
    long begun = ticker.read();
    return source
        .lookup(question, payer)
        .thenApply(
            answer -> {
              statistics.answered(question, answer, ticker.read() - begun);
              health.heard(question, answer, payer);
              return answer;
            });
  }
}
