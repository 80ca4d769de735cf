package org.gate64.feedback.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gate64.feedback.FeedbackKey;
import org.gate64.feedback.KeyRing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a cluster: each node has all of them at hand, and compares now and then, so that
 * nodes that were apart sign with the same key soon after they have met. They pass between members
 * only; whoever is one may read them.
 */
public final class HazelcastKeys implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HazelcastKeys.class);
  private static final Duration COMPARE_EVERY = Duration.ofSeconds(10);
  private static final String ENTRY = "ring";

  private final IMap<String, KeyRing> map;
  private final Consumer<KeyRing> keeper;
  private final Future<?> chore;
  private volatile KeyRing known;

  /**
   * Knows the keys of the members that are there when this returns.
   *
   * @param member one that was {@linkplain FeedbackMaps#prepare prepared} for it
   * @param before what this node knew earlier
   * @param draw makes a key, where nobody has one
   * @param keeper told of all keys where there are others than before; may take its time
   * @param thread compares; may wait for other members
   */
  public HazelcastKeys(
      HazelcastInstance member,
      KeyRing before,
      Supplier<FeedbackKey> draw,
      Consumer<KeyRing> keeper,
      ScheduledExecutorService thread) {
    this.map = member.getMap(FeedbackMaps.KEYS);
    this.keeper = keeper;
    this.known = before;
    compare();
    if (known.signing().isEmpty()) {
      take(KeyRing.empty().with(draw.get()));
      compare();
    }
    this.chore =
        thread.scheduleWithFixedDelay(
            this::compare,
            COMPARE_EVERY.toMillis(),
            COMPARE_EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Those that are known by now. */
  public KeyRing keys() {
    return known;
  }

  /** From now on they change no more. */
  @Override
  public void close() {
    chore.cancel(false);
  }

  /** Tells the others what is known here, and takes what they know. */
  private void compare() {
    try {
      take(map.executeOnKey(ENTRY, new Join<>(known)));
    } catch (HazelcastInstanceNotActiveException closed) {
      // There is nobody to compare with.
    } catch (RuntimeException e) {
      LOG.warn("comparing the keys of tickets in the cluster: {}", e.toString());
    }
  }

  private synchronized void take(KeyRing others) {
    KeyRing all = known.join(others);
    if (!all.equals(known)) {
      known = all;
      keeper.accept(all);
    }
  }
}
