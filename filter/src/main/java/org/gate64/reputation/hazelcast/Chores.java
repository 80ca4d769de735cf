package org.gate64.reputation.hazelcast;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done again and again, until it is cancelled; one that fails is said, and done again. */
final class Chores {

  private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

  private final ScheduledExecutorService threads;
  private final List<Future<?>> chores = new CopyOnWriteArrayList<>();

  Chores(ScheduledExecutorService threads) {
    this.threads = threads;
  }

  /**
   * Has a thing done.
   *
   * @param pause between its end and its next beginning
   * @param doing what it is, for the log
   */
  Chores every(Duration pause, String doing, Runnable chore) {
    chores.add(
        threads.scheduleWithFixedDelay(
            () -> {
              try {
                chore.run();
              } catch (RuntimeException e) {
                LOG.warn("{}: {}", doing, e.toString());
              }
            },
            pause.toMillis(),
            pause.toMillis(),
            TimeUnit.MILLISECONDS));
    return this;
  }

  /** None is begun any more. */
  void cancel() {
    chores.forEach(chore -> chore.cancel(false));
  }
}
