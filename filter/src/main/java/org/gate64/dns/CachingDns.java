package org.gate64.dns;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Remembers answers for as long as they may be kept, and lets identical lookups share the one that
 * is under way.
 *
 * <p>The time to live in an answer stays the one it came with; it does not count down while the
 * answer lies here.
 */
public final class CachingDns implements Dns {

  private final Dns source;
  private final DnsStatistics statistics;
  private final AsyncCache<DnsQuestion, DnsAnswer> answers;

  /**
   * Puts a cache in front of a source.
   *
   * @param settings how many answers are kept, and for how long
   * @param statistics is told of lookups that did not become one of the source's
   * @param housekeeping where expired entries are cleared away
   */
  public CachingDns(
      Dns source,
      DnsSettings settings,
      DnsStatistics statistics,
      Executor housekeeping,
      Ticker ticker) {
    this.source = new UnfailingDns(source, ticker);
    this.statistics = statistics;
    AnswerLifetime lifetime = new AnswerLifetime(settings);
    this.answers =
        Caffeine.newBuilder()
            .executor(housekeeping)
            .ticker(ticker)
            .maximumWeight(settings.cacheEntries())
            .weigher((DnsQuestion question, DnsAnswer answer) -> AnswerLifetime.weight(answer))
            .expireAfter(
                Expiry.creating((DnsQuestion question, DnsAnswer answer) -> lifetime.of(answer)))
            .buildAsync();
  }

  /**
   * The lookup begins after its place in the cache is taken, not while: an answer that is there at
   * once runs whatever waits for it, and that may come back here, which the cache would not bear
   * under its lock.
   */
  @Override
  public CompletableFuture<DnsAnswer> lookup(DnsQuestion question) {
    CompletableFuture<DnsAnswer> begun = new CompletableFuture<>();
    CompletableFuture<DnsAnswer> earlier = answers.asMap().putIfAbsent(question, begun);
    if (earlier == null) {
      var unused = source.lookup(question).thenAccept(begun::complete);
    } else {
      statistics.hit(question);
    }
    // A copy, so that a caller who cancels or times out its future does not spoil the shared one.
    return (earlier == null ? begun : earlier).copy();
  }
}
