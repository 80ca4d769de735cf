package org.gate64.reputation.hazelcast;

import com.hazelcast.map.IMap;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;
import org.jspecify.annotations.Nullable;

/**
 * Asks the map, for a short time. Records at hand are found on the caller's thread, the others are
 * asked for without waiting; what has not come when patience ends counts as unknown. Where members
 * do not answer, questions pile up until they are given up: of those only so many are kept.
 */
final class Reading {

  private static final int MOST_UNDER_WAY = 16_384;

  private final IMap<String, TrackRecord> map;
  private final Duration patience;
  private final ScheduledExecutorService timer;
  private final Executor callbacks;
  private final AtomicInteger underWay = new AtomicInteger();
  private final LongAdder late = new LongAdder();

  Reading(
      IMap<String, TrackRecord> map,
      Duration patience,
      ScheduledExecutorService timer,
      Executor callbacks) {
    this.map = map;
    this.patience = patience;
    this.timer = timer;
    this.callbacks = callbacks;
  }

  /** Records that were asked for and did not come in time. */
  long late() {
    return late.sum();
  }

  CompletableFuture<Map<Subject, TrackRecord>> read(Set<Subject> subjects) {
    Answer answer = new Answer(subjects.size());
    for (Subject subject : subjects) {
      ask(subject, answer);
    }
    limit(answer);
    return answer.complete;
  }

  private void ask(Subject subject, Answer answer) {
    if (underWay.get() >= MOST_UNDER_WAY) {
      late.increment();
      answer.take(subject, null);
      return;
    }
    CompletionStage<TrackRecord> asked;
    try {
      asked = map.getAsync(subject.toString());
    } catch (RuntimeException unavailable) {
      // The member is joining another part of the cluster, or shutting down.
      answer.take(subject, null);
      return;
    }
    CompletableFuture<TrackRecord> future = asked.toCompletableFuture();
    if (future.isDone()) {
      answer.take(subject, atHand(future));
    } else {
      underWay.incrementAndGet();
      CompletionStage<TrackRecord> unused =
          asked.whenCompleteAsync(
              (record, failure) -> {
                underWay.decrementAndGet();
                answer.take(subject, record);
              },
              callbacks);
    }
  }

  private static @Nullable TrackRecord atHand(CompletableFuture<TrackRecord> done) {
    try {
      return done.join();
    } catch (RuntimeException unavailable) {
      return null;
    }
  }

  private void limit(Answer answer) {
    if (answer.complete.isDone()) {
      return;
    }
    try {
      Future<?> end =
          timer.schedule(() -> elsewhere(answer::giveUp), patience.toNanos(), TimeUnit.NANOSECONDS);
      CompletableFuture<?> unused =
          answer.complete.whenComplete((records, never) -> end.cancel(false));
    } catch (RejectedExecutionException shuttingDown) {
      answer.giveUp();
    }
  }

  /** Off the timer's thread, as long as there is another. */
  private void elsewhere(Runnable end) {
    try {
      callbacks.execute(end);
    } catch (RejectedExecutionException shuttingDown) {
      end.run();
    }
  }

  /** What has come so far. */
  private final class Answer {
    private final CompletableFuture<Map<Subject, TrackRecord>> complete = new CompletableFuture<>();
    private final Map<Subject, TrackRecord> records = new HashMap<>();
    private int missing;

    Answer(int missing) {
      this.missing = missing;
      if (missing == 0) {
        complete.complete(Map.of());
      }
    }

    void take(Subject subject, @Nullable TrackRecord record) {
      Map<Subject, TrackRecord> all;
      synchronized (this) {
        if (record != null) {
          records.put(subject, record);
        }
        if (--missing > 0) {
          return;
        }
        all = Map.copyOf(records);
      }
      complete.complete(all);
    }

    void giveUp() {
      Map<Subject, TrackRecord> all;
      synchronized (this) {
        if (missing > 0) {
          late.add(missing);
        }
        all = Map.copyOf(records);
      }
      complete.complete(all);
    }
  }
}
