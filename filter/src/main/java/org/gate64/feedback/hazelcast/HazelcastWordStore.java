package org.gate64.feedback.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.gate64.feedback.Balance;
import org.gate64.feedback.Said;
import org.gate64.feedback.Utterance;
import org.gate64.feedback.WordStore;
import org.jspecify.annotations.Nullable;

/**
 * Remembers recipients' words in all gate64 nodes of a cluster, so that one message counts once at
 * whichever of them it is spoken of. A word lies on the member that owns its part of the map, and
 * once more on another; it outlives any one of them, and not all.
 */
public final class HazelcastWordStore implements WordStore {

  private final IMap<String, Said> words;
  private final IMap<String, Balance> accounts;
  private final Executor asking;

  /**
   * Remembers where the member does.
   *
   * @param member one that was {@linkplain FeedbackMaps#prepare prepared} for it
   * @param asking asks; may wait for other members, for Hazelcast first makes known to them what it
   *     sends for the first time, and its answer may come to the very thread that waits for it
   */
  public HazelcastWordStore(HazelcastInstance member, Executor asking) {
    this.words = member.getMap(FeedbackMaps.WORDS);
    this.accounts = member.getMap(FeedbackMaps.ACCOUNTS);
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
