package org.gate64.reputation.hazelcast;

import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleListener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Has nothing written while this member's half of a split cluster goes over to the other one.
 *
 * <p>The records that it finds there do not hold what it has counted since the split. Were it to
 * add to one before both have been joined, its entry would be of a later version than the one that
 * it brings along, and all that was counted meanwhile would be lost.
 */
final class Merging implements LifecycleListener {

  /** Other members of the same half may need longer; their records have this one's counts too. */
  private static final Duration FOR_THE_OTHERS = Duration.ofSeconds(5);

  private final Writing writing;
  private final ScheduledExecutorService threads;
  private Future<?> release = CompletableFuture.completedFuture(null);

  Merging(Writing writing, ScheduledExecutorService threads) {
    this.writing = writing;
    this.threads = threads;
  }

  /** Hazelcast waits for this to return before it goes on. */
  @Override
  public synchronized void stateChanged(LifecycleEvent event) {
    switch (event.getState()) {
      case MERGING -> {
        release.cancel(false);
        writing.hold();
      }
      case MERGED, MERGE_FAILED -> releaseSoon();
      case STARTING,
          STARTED,
          SHUTTING_DOWN,
          SHUTDOWN,
          CLIENT_CONNECTED,
          CLIENT_DISCONNECTED,
          CLIENT_CHANGED_CLUSTER -> {}
    }
  }

  private void releaseSoon() {
    try {
      release =
          threads.schedule(writing::release, FOR_THE_OTHERS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException shuttingDown) {
      writing.release();
    }
  }
}
