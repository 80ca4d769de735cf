package org.gate64.dns;

import com.github.benmanes.caffeine.cache.Ticker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a source to the promise of the port: what goes wrong in it becomes an answer too. That is a
 * fault in the program, so it is logged, but not for every lookup of a flood.
 */
final class UnfailingDns implements SharedDns {

  private static final Logger LOG = LoggerFactory.getLogger(UnfailingDns.class);
  private static final long SILENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final SharedDns source;
  private final Ticker ticker;
  private long unsaid;
  private long silentUntil;

  UnfailingDns(SharedDns source, Ticker ticker) {
    this.source = source;
    this.ticker = ticker;
    this.silentUntil = ticker.read();
  }

  /** A source that throws is caught here as well, since the future is what calls it. */
  @Override
  public CompletableFuture<DnsAnswer> lookup(DnsQuestion question, Payer payer) {
    return CompletableFuture.completedFuture(question)
        .thenCompose(asked -> source.lookup(asked, payer))
        .exceptionally(this::broken);
  }

  private DnsAnswer broken(Throwable failure) {
    long count = due();
    if (count > 0) {
      LOG.error("DNS lookups broke down, {} since this was last said; the latest:", count, failure);
    }
    return new DnsAnswer.Failure(FailureReason.UNREACHABLE, "the resolver broke down");
  }

  /** How many are to be reported now; none where that was done less than a minute ago. */
  private synchronized long due() {
    unsaid++;
    long now = ticker.read();
    if (now - silentUntil < 0) {
      return 0;
    }
    silentUntil = now + SILENCE_NANOS;
    long count = unsaid;
    unsaid = 0;
    return count;
  }
}
