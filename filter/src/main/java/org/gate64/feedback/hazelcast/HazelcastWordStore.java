package org.gate64.feedback.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.gate64.feedback.Balance;
import org.gate64.feedback.Joinable;
import org.gate64.feedback.Said;
import org.gate64.feedback.Utterance;
import org.gate64.feedback.WordArchive;
import org.gate64.feedback.WordStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers recipients' words in all gate64 nodes of a cluster, so that one message counts once at
 * whichever of them it is spoken of. A word lies on the member that owns its part of the map, and
 * once more on another; it outlives any one of them, and all of them by their {@linkplain
 * WordArchive files} only.
 */
public final class HazelcastWordStore implements WordStore, WordArchive {

  private static final Logger LOG = LoggerFactory.getLogger(HazelcastWordStore.class);
  private static final int RESTORED_AT_ONCE = 256;

  private final IMap<String, Said> words;
  private final IMap<String, Balance> accounts;
  private final Duration keep;
  private final Executor asking;
  private final Semaphore restoring = new Semaphore(RESTORED_AT_ONCE);
  private final AtomicBoolean missed = new AtomicBoolean();

  /**
   * Remembers where the member does.
   *
   * @param member one that was {@linkplain FeedbackMaps#prepare prepared} for it
   * @param keep for how long after it was said a word is known
   * @param asking asks; may wait for other members, for Hazelcast first makes known to them what it
   *     sends for the first time, and its answer may come to the very thread that waits for it
   */
  public HazelcastWordStore(HazelcastInstance member, Duration keep, Executor asking) {
    this.words = member.getMap(FeedbackMaps.WORDS);
    this.accounts = member.getMap(FeedbackMaps.ACCOUNTS);
    this.keep = keep;
    this.asking = asking;
  }

  @Override
  public CompletableFuture<Said> said(String ticket) {
    return this.<Said>asked(() -> words.getAsync(ticket))
        .thenApply(known -> known.orElse(Said.nothing()));
  }

  @Override
  public CompletableFuture<Said> say(String ticket, Utterance utterance) {
    return this.<Said>asked(() -> words.submitToKey(ticket, new Say(utterance)))
        .thenApply(known -> known.orElse(Said.nothing()));
  }

  @Override
  public CompletableFuture<Double> grant(String account, Balance.Request request) {
    return this.<Double>asked(() -> accounts.submitToKey(account, new Grant(request)))
        .thenApply(Optional::orElseThrow);
  }

  @Override
  public Stream<Map.Entry<String, Said>> words() {
    return StreamSupport.stream(words.spliterator(), false);
  }

  @Override
  public Stream<Map.Entry<String, Balance>> accounts() {
    return StreamSupport.stream(accounts.spliterator(), false);
  }

  @Override
  public void restore(String ticket, Said said, Instant now) {
    if (now.isBefore(said.at().plus(keep))) {
      join(words, ticket, said);
    }
  }

  @Override
  public void restore(String account, Balance balance, Instant now) {
    if (now.isBefore(balance.at().plus(keep))) {
      join(accounts, account, balance);
    }
  }

  /** Waits while many are under way. */
  private <V extends Joinable<V>> void join(IMap<String, V> map, String key, V value) {
    restoring.acquireUninterruptibly();
    CompletionStage<V> joined;
    try {
      joined = map.submitToKey(key, new Join<>(value));
    } catch (RuntimeException unavailable) {
      joined = CompletableFuture.failedFuture(unavailable);
    }
    joined.whenComplete(
        (done, failure) -> {
          restoring.release();
          if (failure != null && missed.compareAndSet(false, true)) {
            LOG.warn(
                "not all that recipients said earlier is known in the cluster: {}",
                failure.toString());
          }
        });
  }

  /** A member that is leaving, or joining another part of the cluster, fails at once. */
  private <T> CompletableFuture<Optional<T>> asked(
      Supplier<CompletionStage<@Nullable T>> question) {
    try {
      return CompletableFuture.supplyAsync(question, asking)
          .thenCompose(answer -> answer.thenApply(Optional::ofNullable));
    } catch (RejectedExecutionException shuttingDown) {
      return CompletableFuture.failedFuture(shuttingDown);
    }
  }
}
