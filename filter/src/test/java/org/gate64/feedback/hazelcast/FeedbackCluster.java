package org.gate64.feedback.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.gate64.feedback.FeedbackKey;
import org.gate64.feedback.FeedbackSettings;
import org.gate64.feedback.KeyRing;
import org.gate64.feedback.Samples;
import org.gate64.reputation.hazelcast.Cluster;
import org.gate64.reputation.hazelcast.HazelcastReputationStore;

/** Two members in this process that hear recipients. */
final class FeedbackCluster implements AutoCloseable {

  static final FeedbackSettings SETTINGS = new FeedbackSettings(Duration.ofDays(30), 3, 1000);

  private final Cluster cluster = new Cluster(2, config -> FeedbackMaps.prepare(config, SETTINGS));
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private final List<HazelcastKeys> keys = new ArrayList<>();
  private final List<HazelcastReputationStore> stores = new ArrayList<>();

  /** Starts both, and waits until they have met. */
  void startBoth() throws IOException {
    start(0);
    start(1);
    cluster.awaitMembers(2);
  }

  HazelcastReputationStore start(int index) throws IOException {
    HazelcastReputationStore store = cluster.start(index);
    stores.add(store);
    return store;
  }

  /** Each takes the other for gone, at once, and finds it again when it looks for it. */
  void split() {
    cluster.split();
  }

  void awaitBoth() {
    cluster.awaitMembers(2);
  }

  HazelcastReputationStore store(int index) {
    return stores.get(index);
  }

  HazelcastInstance member(int index) {
    return cluster.member(index);
  }

  HazelcastWordStore words(int index) {
    return new HazelcastWordStore(member(index), SETTINGS.keep(), threads);
  }

  /** The keys of a node that knew these before; it would draw one that was made now. */
  HazelcastKeys keys(int index, List<KeyRing> kept, FeedbackKey... before) {
    HazelcastKeys own =
        new HazelcastKeys(
            member(index),
            Samples.ring(before),
            () -> Samples.key(0x40 + index, Samples.NOW),
            kept::add,
            threads);
    keys.add(own);
    return own;
  }

  @Override
  public void close() {
    keys.forEach(HazelcastKeys::close);
    threads.shutdownNow();
    cluster.close();
  }
}
