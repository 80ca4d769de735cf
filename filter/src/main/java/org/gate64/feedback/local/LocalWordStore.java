package org.gate64.feedback.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.gate64.feedback.Balance;
import org.gate64.feedback.Said;
import org.gate64.feedback.WordStore;

/** Remembers recipients' words in this process. It answers at once. */
public final class LocalWordStore implements WordStore {

  private final Cache<String, Said> words;
  private final Cache<String, Balance> accounts;

  /**
   * Remembers nothing yet.
   *
   * @param keep for how long after it was said a word is known
   * @param entries how many messages are known at most, and accounts of reporters; what is heard of
   *     least goes first
   */
  public LocalWordStore(Duration keep, int entries, Ticker ticker) {
    this.words = bounded(keep, entries, ticker).build();
    this.accounts = bounded(keep, entries, ticker).build();
  }

  @Override
  public CompletableFuture<Optional<Said>> last(String ticket) {
    return CompletableFuture.completedFuture(Optional.ofNullable(words.getIfPresent(ticket)));
  }

  @Override
  public CompletableFuture<Optional<Said>> say(String ticket, Said said) {
    AtomicReference<Optional<Said>> before = new AtomicReference<>(Optional.empty());
    words
        .asMap()
        .merge(
            ticket,
            said,
            (known, next) -> {
              before.set(Optional.of(known));
              return known.word() == next.word() ? known : next;
            });
    return CompletableFuture.completedFuture(before.get());
  }

  @Override
  public CompletableFuture<Double> grant(String account, Balance.Request request) {
    double[] granted = {0};
    accounts
        .asMap()
        .compute(
            account,
            (ignored, known) -> {
              Balance before = known == null ? Balance.none() : known;
              granted[0] = before.granted(request);
              return before.after(request);
            });
    return CompletableFuture.completedFuture(granted[0]);
  }

  private static Caffeine<Object, Object> bounded(Duration keep, int entries, Ticker ticker) {
    return Caffeine.newBuilder()
        .executor(Runnable::run)
        .ticker(ticker)
        .expireAfterWrite(keep)
        .maximumSize(entries);
  }
}
