package org.gate64.dns;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Remembers answers for as long as they may be kept, whoever paid for them.
 *
 * <p>Only answers are remembered, not lookups under way: who may share one of those, {@link
 * BoundedDns} knows, for one that still waits is as slow as its payer's turn is far.
 *
 * <p>The time to live in an answer stays the one it came with; it does not count down while the
 * answer lies here.
 */
public final class CachingDns implements SharedDns {

  private final SharedDns source;
  private final DnsStatistics statistics;
  private final AnswerLifetime lifetime;
  private final Cache<DnsQuestion, DnsAnswer> answers;

  /**
   * Puts a cache in front of a source.
   *
   * @param settings how many answers are kept, and for how long
   * @param statistics is told of lookups that did not become one of the source's
   * @param housekeeping where expired entries are cleared away
   */
  public CachingDns(
      SharedDns source,
      DnsSettings settings,
      DnsStatistics statistics,
      Executor housekeeping,
      Ticker ticker) {
    this.source = new UnfailingDns(source, ticker);
    this.statistics = statistics;
    this.lifetime = new AnswerLifetime(settings);
    this.answers =
        Caffeine.newBuilder()
            .executor(housekeeping)
            .ticker(ticker)
            .maximumWeight(settings.cacheEntries())
            .weigher((DnsQuestion question, DnsAnswer answer) -> AnswerLifetime.weight(answer))
            .expireAfter(
                Expiry.creating((DnsQuestion question, DnsAnswer answer) -> lifetime.of(answer)))
            .build();
  }

  @Override
  public CompletableFuture<DnsAnswer> lookup(DnsQuestion question, Payer payer) {
    @Nullable DnsAnswer remembered = answers.getIfPresent(question);
    if (remembered != null) {
      statistics.hit(question);
      return CompletableFuture.completedFuture(remembered);
    }
    return source.lookup(question, payer).thenApply(answer -> keep(question, answer));
  }

  /** All who shared a lookup come by here with its answer, and the first of them is enough. */
  private DnsAnswer keep(DnsQuestion question, DnsAnswer answer) {
    if (!lifetime.of(answer).isZero()) {
      answers.asMap().putIfAbsent(question, answer);
    }
    return answer;
  }
}
