package org.gate64.attempts.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.gate64.attempts.Attempt;
import org.gate64.attempts.AttemptStore;
import org.gate64.attempts.Fingerprint;

/**
 * Remembers refused mail in this process. It answers at once, and a restart forgets all: mail that
 * is still on its way then is steered from the beginning, which refuses nothing sooner.
 */
public final class LocalAttemptStore implements AttemptStore {

  private final Duration interval;
  private final Cache<Fingerprint, Attempt> attempts;

  /**
   * Remembers nothing yet.
   *
   * @param interval tries less than this apart are one
   * @param keep for how long after its last try a mail is known
   * @param entries how much is remembered at most; what is heard of least goes first
   */
  public LocalAttemptStore(Duration interval, Duration keep, int entries, Ticker ticker) {
    this.interval = interval;
    this.attempts =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .ticker(ticker)
            .expireAfterWrite(keep)
            .maximumSize(entries)
            .build();
  }

  @Override
  public CompletableFuture<Map<Fingerprint, Attempt>> find(Collection<Fingerprint> fingerprints) {
    return CompletableFuture.completedFuture(attempts.getAllPresent(fingerprints));
  }

  @Override
  public CompletableFuture<Optional<Attempt>> note(Fingerprint fingerprint, Attempt attempt) {
    AtomicReference<Optional<Attempt>> before = new AtomicReference<>(Optional.empty());
    attempts
        .asMap()
        .merge(
            fingerprint,
            attempt,
            (known, added) -> {
              before.set(Optional.of(known));
              return known.join(added, interval);
            });
    return CompletableFuture.completedFuture(before.get());
  }

  @Override
  public void forget(Fingerprint fingerprint) {
    attempts.invalidate(fingerprint);
  }
}
