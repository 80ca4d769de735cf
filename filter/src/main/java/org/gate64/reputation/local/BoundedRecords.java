package org.gate64.reputation.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;

/**
 * Records in two rooms, each with a bound of its own: whoever fills the one with strangers drives
 * out strangers only. Any thread may read; one at a time writes.
 */
final class BoundedRecords {

  /** Where a subject belongs. */
  enum Room {
    KNOWN,
    STRANGERS
  }

  private final AtomicLong forgottenKnown = new AtomicLong();
  private final AtomicLong forgottenStrangers = new AtomicLong();
  private final Cache<Subject, TrackRecord> known;
  private final Cache<Subject, TrackRecord> strangers;

  BoundedRecords(LocalSettings settings, Executor housekeeping, Ticker ticker) {
    known = room(settings.known(), settings.idle(), forgottenKnown, housekeeping, ticker);
    strangers =
        room(settings.strangers(), settings.idle(), forgottenStrangers, housekeeping, ticker);
  }

  /** The first room is looked into again, for the subject may just have moved there. */
  Optional<TrackRecord> find(Subject subject) {
    return find(subject, strangers)
        .or(() -> find(subject, known))
        .or(() -> find(subject, strangers));
  }

  void put(Subject subject, TrackRecord record, Room room) {
    switch (room) {
      case KNOWN -> move(subject, record, strangers, known);
      case STRANGERS -> move(subject, record, known, strangers);
    }
  }

  void remove(Subject subject) {
    strangers.invalidate(subject);
    known.invalidate(subject);
  }

  /** A copy. */
  Map<Subject, TrackRecord> all() {
    Map<Subject, TrackRecord> all = new LinkedHashMap<>(strangers.asMap());
    all.putAll(known.asMap());
    return all;
  }

  LocalStatistics statistics(long dropped, long flushes) {
    return new LocalStatistics(
        known.estimatedSize(),
        strangers.estimatedSize(),
        forgottenKnown.get(),
        forgottenStrangers.get(),
        dropped,
        flushes);
  }

  private static Optional<TrackRecord> find(Subject subject, Cache<Subject, TrackRecord> room) {
    return Optional.ofNullable(room.getIfPresent(subject));
  }

  /** Into the one room first, so that a reader always finds the record in one of them. */
  private static void move(
      Subject subject,
      TrackRecord record,
      Cache<Subject, TrackRecord> from,
      Cache<Subject, TrackRecord> into) {
    into.put(subject, record);
    from.invalidate(subject);
  }

  private static Cache<Subject, TrackRecord> room(
      int size, Duration idle, AtomicLong forgotten, Executor housekeeping, Ticker ticker) {
    return Caffeine.newBuilder()
        .executor(task -> run(task, housekeeping))
        .ticker(ticker)
        .maximumSize(size)
        .expireAfterAccess(idle)
        .<Subject, TrackRecord>evictionListener(
            (subject, record, cause) -> forgotten.addAndGet(cause == RemovalCause.SIZE ? 1 : 0))
        .build();
  }

  /** At the end, when the threads have gone, whoever writes clears away himself. */
  private static void run(Runnable task, Executor housekeeping) {
    try {
      housekeeping.execute(task);
    } catch (RejectedExecutionException stopped) {
      task.run();
    }
  }
}
