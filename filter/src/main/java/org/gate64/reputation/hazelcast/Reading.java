package org.gate64.reputation.hazelcast;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hazelcast.map.IMap;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
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
import org.gate64.reputation.Decay;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;
import org.jspecify.annotations.Nullable;

/**
 * Asks the map, for a short time. Records at hand are found on the caller's thread, the others are
 * asked for without waiting. Of what has not come when patience ends, what came last counts: a
 * record fades by itself, and whoever was bad is so still while a member hangs. Only who was never
 * asked for, or not for long, is unknown. Where members do not answer, questions pile up until they
 * are given up: of those only so many are kept.
 */
final class Reading {

  private static final int MOST_UNDER_WAY = 16_384;

  private final IMap<String, TrackRecord> map;
  private final Duration patience;
  private final ScheduledExecutorService timer;
  private final Executor callbacks;
  private final Cache<Subject, TrackRecord> last;
  private final AtomicInteger underWay = new AtomicInteger();
  private final LongAdder late = new LongAdder();

  /**
   * @param remembered of so many subjects what came last
   */
  Reading(
      IMap<String, TrackRecord> map,
      int remembered,
      Duration patience,
      ScheduledExecutorService timer,
      Executor callbacks) {
    this.map = map;
    this.patience = patience;
    this.timer = timer;
    this.callbacks = callbacks;
    this.last = Caffeine.newBuilder().maximumSize(remembered).executor(callbacks).build();
  }

  /** Records that were asked for and did not come in time. */
  long late() {
    return late.sum();
  }

  CompletableFuture<Map<Subject, TrackRecord>> read(Set<Subject> subjects) {
    Answer answer = new Answer(subjects);
    for (Subject subject : subjects) {
      ask(subject, answer);
    }
    limit(answer);
    return answer.complete;
  }

  /** Has what was known earlier count until more is known. */
  void remember(Subject subject, TrackRecord earlier) {
    last.asMap().merge(subject, earlier, TrackRecord::join);
  }

  /** Has what this node itself has added count, also before the record is asked for again. */
  void added(Subject subject, AddChange add, Decay decay) {
    last.asMap()
        .compute(
            subject,
            (same, known) ->
                AddChange.orEmpty(known).with(add.writer(), add.version(), add.change(), decay));
  }

  /** Has what is known of a subject count no more, whatever comes. */
  void forget(Subject subject) {
    last.invalidate(subject);
  }

  private void ask(Subject subject, Answer answer) {
    if (underWay.get() >= MOST_UNDER_WAY) {
      late.increment();
      answer.take(subject, last.getIfPresent(subject));
      return;
    }
    CompletionStage<@Nullable TrackRecord> asked;
    try {
      asked = map.getAsync(subject.toString());
    } catch (RuntimeException unavailable) {
      // The member is joining another part of the cluster, or shutting down.
      answer.take(subject, last.getIfPresent(subject));
      return;
    }
    CompletionStage<TrackRecord> unused;
    if (asked.toCompletableFuture().isDone()) {
      unused = asked.whenComplete((record, failure) -> hear(subject, record, failure, answer));
    } else {
      underWay.incrementAndGet();
      unused =
          asked.whenCompleteAsync(
              (record, failure) -> {
                underWay.decrementAndGet();
                hear(subject, record, failure, answer);
              },
              callbacks);
    }
  }

  private void hear(
      Subject subject, @Nullable TrackRecord record, @Nullable Throwable failure, Answer answer) {
    if (failure != null) {
      answer.take(subject, last.getIfPresent(subject));
      return;
    }
    if (record == null) {
      last.invalidate(subject);
    } else {
      last.put(subject, record);
    }
    answer.take(subject, record);
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
    private final Set<Subject> missing;

    Answer(Set<Subject> asked) {
      missing = new HashSet<>(asked);
      if (missing.isEmpty()) {
        complete.complete(Map.of());
      }
    }

    void take(Subject subject, @Nullable TrackRecord record) {
      Map<Subject, TrackRecord> all;
      synchronized (this) {
        if (record != null) {
          records.put(subject, record);
        }
        missing.remove(subject);
        if (!missing.isEmpty()) {
          return;
        }
        all = Map.copyOf(records);
      }
      complete.complete(all);
    }

    void giveUp() {
      Map<Subject, TrackRecord> all;
      synchronized (this) {
        late.add(missing.size());
        Map<Subject, TrackRecord> known = new HashMap<>(last.getAllPresent(missing));
        known.putAll(records);
        all = Map.copyOf(known);
      }
      complete.complete(all);
    }
  }
}
