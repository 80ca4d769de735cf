package org.gate64.attempts.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.gate64.attempts.Attempt;
import org.gate64.attempts.Fingerprint;
import org.gate64.attempts.hazelcast.HazelcastAttemptStore.Keeping;
import org.gate64.net.Network;
import org.gate64.reputation.hazelcast.Cluster;

/** Two members in this process that keep refused mail. */
final class AttemptCluster implements AutoCloseable {

  static final Duration INTERVAL = Duration.ofMinutes(1);
  static final Duration PATIENCE = Duration.ofMillis(200);
  static final int ENTRIES = 5000;

  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static final Network NETWORK = Network.parse("2001:db8::/64").orElseThrow();

  private final Cluster cluster;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService callbacks = Executors.newFixedThreadPool(2);
  private final HazelcastAttemptStore one;
  private final HazelcastAttemptStore other;

  AttemptCluster(Duration keep) throws IOException {
    Keeping keeping = new Keeping(INTERVAL, keep, ENTRIES);
    cluster = new Cluster(2, config -> HazelcastAttemptStore.prepare(config, keeping));
    cluster.start(0);
    cluster.start(1);
    cluster.awaitMembers(2);
    one = store(cluster.member(0));
    other = store(cluster.member(1));
  }

  private HazelcastAttemptStore store(HazelcastInstance member) {
    return new HazelcastAttemptStore(member, INTERVAL, PATIENCE, timer, callbacks);
  }

  HazelcastAttemptStore one() {
    return one;
  }

  HazelcastAttemptStore other() {
    return other;
  }

  HazelcastInstance member(int index) {
    return cluster.member(index);
  }

  /** Each takes the other for gone, at once, and finds it again when it looks for it. */
  void split() {
    cluster.split();
  }

  void awaitHealing() {
    cluster.awaitMembers(2);
  }

  @Override
  public void close() {
    cluster.close();
    timer.shutdownNow();
    callbacks.shutdownNow();
  }

  static Attempt steered(long second) {
    return Attempt.steered(START.plusSeconds(second), NETWORK, Set.of("steered"));
  }

  static Optional<Attempt> known(HazelcastAttemptStore store, Fingerprint mail) {
    Map<Fingerprint, Attempt> answer = store.find(List.of(mail)).join();
    return Optional.ofNullable(answer.get(mail));
  }

  static int tries(HazelcastAttemptStore store, Fingerprint mail) {
    return known(store, mail).map(Attempt::tries).orElse(0);
  }
}
