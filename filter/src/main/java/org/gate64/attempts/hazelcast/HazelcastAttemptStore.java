package org.gate64.attempts.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.spi.impl.SerializationServiceSupport;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.gate64.attempts.Attempt;
import org.gate64.attempts.AttemptStore;
import org.gate64.attempts.Fingerprint;
import org.gate64.net.Network;

/**
 * Remembers refused mail in all gate64 nodes of a cluster, so that it is known again at whichever
 * of them it comes. What is known of one mail lies on the member that owns its part of the map, and
 * once more on another; it outlives any one of them, and not all.
 */
public final class HazelcastAttemptStore implements AttemptStore {

  static final String NAME = "attempts";

  private static final int MERGED_AT_ONCE = 500;

  private final IMap<String, Attempt> map;
  private final Duration interval;
  private final Patience patience;

  /**
   * What is kept.
   *
   * @param interval tries less than this apart are one
   * @param keep for how long after its last try a mail is known; whole seconds
   * @param entries how much each member remembers of its own, and as much again for others; what
   *     was not tried for longest goes first
   */
  public record Keeping(Duration interval, Duration keep, int entries) {}

  /**
   * Remembers where the member does.
   *
   * @param member one that was {@linkplain #prepare prepared} for it
   * @param patience the longest that an answer may take; what comes later counts as nothing
   * @param timer ends waiting; never held up
   * @param callbacks where answers arrive
   */
  public HazelcastAttemptStore(
      HazelcastInstance member,
      Duration interval,
      Duration patience,
      ScheduledExecutorService timer,
      Executor callbacks) {
    this.map = member.getMap(NAME);
    this.interval = interval;
    this.patience = new Patience(patience, timer, callbacks);
    announce(member);
  }

  /** The first that sends a type waits until all members know it; no mail must. */
  private void announce(HazelcastInstance member) {
    Network anywhere = Network.parse("::/64").orElseThrow();
    Attempt attempt = Attempt.steered(Instant.EPOCH, anywhere, Set.of());
    List.of(attempt, new Note(attempt, interval))
        .forEach(((SerializationServiceSupport) member).getSerializationService()::toData);
  }

  /** Has a member that is still to be started keep refused mail. */
  public static void prepare(Config member, Keeping keeping) {
    MapConfig map = new MapConfig(NAME);
    map.setInMemoryFormat(InMemoryFormat.BINARY);
    map.setBackupCount(1);
    map.setAsyncBackupCount(0);
    map.setStatisticsEnabled(false);
    map.setTimeToLiveSeconds(Math.toIntExact(keeping.keep().toSeconds()));
    map.setEvictionConfig(
        new EvictionConfig()
            .setMaxSizePolicy(MaxSizePolicy.PER_NODE)
            .setSize(keeping.entries())
            .setEvictionPolicy(EvictionPolicy.LRU));
    map.setMergePolicyConfig(new MergePolicyConfig(AttemptPolicy.class.getName(), MERGED_AT_ONCE));
    member.addMapConfig(map);
    member.getUserContext().put(AttemptPolicy.INTERVAL, keeping.interval());
    member
        .getSerializationConfig()
        .getCompactSerializationConfig()
        .addSerializer(new AttemptSerializer())
        .addSerializer(new NoteSerializer());
  }

  @Override
  public CompletableFuture<Map<Fingerprint, Attempt>> find(Collection<Fingerprint> fingerprints) {
    Map<Fingerprint, CompletableFuture<Optional<Attempt>>> asked = new LinkedHashMap<>();
    for (Fingerprint fingerprint : fingerprints) {
      asked.computeIfAbsent(fingerprint, each -> patience.with(() -> map.getAsync(key(each))));
    }
    return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              Map<Fingerprint, Attempt> known = new LinkedHashMap<>();
              asked.forEach(
                  (fingerprint, answer) ->
                      answer.join().ifPresent(attempt -> known.put(fingerprint, attempt)));
              return known;
            });
  }

  /**
   * Joins an attempt with what the cluster knows of the same mail; whether or not the answer came
   * in time.
   */
  @Override
  public CompletableFuture<Optional<Attempt>> note(Fingerprint fingerprint, Attempt attempt) {
    return patience.with(() -> map.submitToKey(key(fingerprint), new Note(attempt, interval)));
  }

  @Override
  public void forget(Fingerprint fingerprint) {
    try {
      CompletionStage<Boolean> unused = map.deleteAsync(key(fingerprint));
    } catch (RuntimeException unavailable) {
      // It is forgotten with time.
    }
  }

  static String key(Fingerprint fingerprint) {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(fingerprint.high()) + hex.toHexDigits(fingerprint.low());
  }
}
