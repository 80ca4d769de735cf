package org.gate64.reputation.hazelcast;

import com.hazelcast.map.IMap;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.gate64.reputation.Decay;
import org.gate64.reputation.TrackRecord;

/**
 * Makes room on this member where it owns more records than it should: those that say least are
 * given up, a tenth of all at once.
 *
 * <p>Hazelcast's own eviction looks at a few records in one corner of a partition and takes the
 * least of those. Where a flood goes on, corners run out of strangers by chance, and records that
 * say something go; it is left to bound memory in the seconds between two sweeps.
 */
final class Sweeping {

  /** Of the most that may be kept, what is left after a sweep. */
  private static final double KEPT = 0.9;

  private static final int AT_ONCE = 1024;

  private final IMap<String, TrackRecord> map;
  private final Partitions partitions;
  private final int most;
  private final Decay decay;
  private final Clock clock;
  private final Executor callbacks;
  private final Semaphore underWay = new Semaphore(AT_ONCE);
  private final LongAdder forgotten = new LongAdder();

  private record Weighed(String key, double weight) {}

  Sweeping(
      IMap<String, TrackRecord> map,
      Partitions partitions,
      int most,
      Decay decay,
      Clock clock,
      Executor callbacks) {
    this.map = map;
    this.partitions = partitions;
    this.most = most;
    this.decay = decay;
    this.clock = clock;
    this.callbacks = callbacks;
  }

  /** Records that had to make room. */
  long forgotten() {
    return forgotten.sum();
  }

  /** May take seconds. */
  void sweep() {
    if (map.getLocalMapStats().getOwnedEntryCount() <= most) {
      return;
    }
    Instant now = clock.instant();
    List<Weighed> weighed = new ArrayList<>();
    partitions
        .own()
        .map(each -> new Weighed(each.getKey(), Weight.of(each.getValue(), now, decay)))
        .forEach(weighed::add);
    weighed.sort(Comparator.comparingDouble(Weighed::weight));
    int excess = weighed.size() - (int) (KEPT * most);
    weighed.stream().limit(Math.max(0, excess)).forEach(each -> forget(each, now));
  }

  private void forget(Weighed each, Instant now) {
    underWay.acquireUninterruptibly();
    try {
      CompletionStage<String> sent =
          map.submitToKey(each.key(), new Forget(each.weight(), now, decay));
      CompletionStage<String> unused =
          sent.whenCompleteAsync(
              (done, failure) -> {
                underWay.release();
                forgotten.increment();
              },
              callbacks);
    } catch (RuntimeException unavailable) {
      underWay.release();
    }
  }
}
