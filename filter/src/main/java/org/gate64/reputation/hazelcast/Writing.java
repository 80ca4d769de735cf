package org.gate64.reputation.hazelcast;

import com.hazelcast.map.IMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Change;
import org.gate64.reputation.ChangeBuffer;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.Version;
import org.gate64.reputation.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Takes changes to the map. Of one subject at most one change is under way; what comes in between
 * is gathered, so that a record's changes arrive in the order of their versions. A change that
 * failed is sent again as it was, by the same version, for nobody knows whether it has been
 * applied: if so, it does not count again.
 */
final class Writing {

  /** After so many tries a change is dropped: it is not the cluster that is at fault. */
  private static final int MOST_TRIES = 120;

  private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final IMap<String, TrackRecord> map;
  private final ChangeBuffer buffer;
  private final int capacity;
  private final Scoring scoring;
  private final Clock clock;
  private final Executor callbacks;
  private final Listener listener;
  private final Losses losses;
  private final Map<Subject, Sent> underWay = new ConcurrentHashMap<>();
  private final LongAdder abandoned = new LongAdder();
  private volatile Writer writer;
  private volatile Version version;
  private boolean held;

  /** Hears what has been written. */
  interface Listener {

    /** A change is in the subject's record. */
    void added(Subject subject, AddChange add);

    /** With a change the subject's vote became due; it is on its way to those around it. */
    void voted(Subject subject, Cause vote, Instant at);
  }

  /** A change on its way. */
  private record Sent(AddChange add, int tries, Outcome outcome) {}

  private enum Outcome {
    OPEN,
    FAILED
  }

  Writing(
      IMap<String, TrackRecord> map,
      int capacity,
      Scoring scoring,
      HazelcastReputationStore.Author author,
      Clock clock,
      Executor callbacks,
      Listener listener,
      Losses losses) {
    this.map = map;
    this.buffer = new ChangeBuffer(capacity, scoring.decay());
    this.capacity = capacity;
    this.scoring = scoring;
    this.writer = author.writer();
    this.version = author.version();
    this.clock = clock;
    this.callbacks = callbacks;
    this.listener = listener;
    this.losses = losses;
  }

  void add(Subject subject, Change change) {
    buffer.add(subject, change);
  }

  void forget(Subject subject) {
    buffer.forget(subject);
  }

  /** Changes that were dropped: too many were waiting, or one failed again and again. */
  long dropped() {
    return buffer.dropped() + abandoned.sum();
  }

  /** Subjects whose change has been sent and not been confirmed. */
  int underWay() {
    return underWay.size();
  }

  /**
   * Sends what failed once more, and what has been gathered. May have to wait where the cluster is
   * in trouble.
   *
   * @return how many changes are under way now; one at least while nothing may be sent
   */
  synchronized int flush() {
    if (held || losses.haveMembersChanged()) {
      return Math.max(1, underWay.size());
    }
    Set<Integer> lost = losses.take();
    if (!lost.isEmpty()) {
      beginAnew(lost);
    }
    underWay.forEach(this::sendAgain);
    if (underWay.size() >= capacity) {
      return underWay.size();
    }
    version = version.next();
    Instant now = clock.instant();
    buffer
        .drain()
        .forEach(
            (subject, change) -> {
              if (underWay.containsKey(subject)) {
                buffer.add(subject, change);
              } else {
                send(subject, new AddChange(writer, version, change, now, scoring), 1);
              }
            });
    return underWay.size();
  }

  /**
   * Counts in entries of another writer from now on. Records that are gone may come back, from the
   * other side of a split or from a snapshot, and hold what this member has counted; an entry begun
   * anew under the same name would be later than that one, and take its place. Of a change that was
   * just on its way to such a record nobody knows whether it is in the one that comes back: rather
   * it does not count.
   */
  private void beginAnew(Set<Integer> lost) {
    writer = new Writer(ThreadLocalRandom.current().nextLong());
    underWay.forEach(
        (subject, sent) -> {
          if (lost.contains(losses.partitionOf(subject)) && underWay.remove(subject, sent)) {
            abandoned.increment();
          }
        });
  }

  /**
   * Sends nothing more until {@link #release}; what comes is gathered. Waits, for a second at most,
   * for the answers to what has been sent.
   */
  void hold() {
    synchronized (this) {
      held = true;
    }
    long end = System.nanoTime() + LAST_ANSWERS.toNanos();
    while (isAnyOpen() && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  synchronized void release() {
    held = false;
  }

  private boolean isAnyOpen() {
    return underWay.values().stream().anyMatch(sent -> sent.outcome() == Outcome.OPEN);
  }

  /** With what is on its way and what is still gathered, so that a node sees its own at once. */
  Optional<TrackRecord> withOwn(Subject subject, @Nullable TrackRecord known) {
    Sent sent = underWay.get(subject);
    Optional<Change> pending = buffer.pending(subject);
    if (sent == null && pending.isEmpty()) {
      return Optional.ofNullable(known);
    }
    TrackRecord record = AddChange.orEmpty(known);
    if (sent != null) {
      AddChange add = sent.add();
      record = record.with(add.writer(), add.version(), add.change(), scoring.decay());
    }
    if (pending.isPresent()) {
      record = record.with(writer, version.next(), pending.get(), scoring.decay());
    }
    return Optional.of(record);
  }

  private void sendAgain(Subject subject, Sent sent) {
    switch (sent.outcome()) {
      case OPEN -> {}
      case FAILED -> {
        if (sent.tries() < MOST_TRIES) {
          send(subject, sent.add(), sent.tries() + 1);
        } else {
          abandoned.increment();
          underWay.remove(subject);
        }
      }
    }
  }

  private void send(Subject subject, AddChange add, int tries) {
    Sent open = new Sent(add, tries, Outcome.OPEN);
    underWay.put(subject, open);
    try {
      CompletionStage<String> sent = map.submitToKey(subject.toString(), add);
      CompletionStage<String> unused =
          sent.whenCompleteAsync(
              (vote, failure) -> {
                if (failure == null) {
                  listener.added(subject, add);
                  Cause.byKeyword(vote).ifPresent(cause -> cast(subject, cause, add.now()));
                  underWay.remove(subject, open);
                } else {
                  underWay.replace(subject, open, new Sent(add, tries, Outcome.FAILED));
                }
              },
              callbacks);
    } catch (RuntimeException unavailable) {
      underWay.put(subject, new Sent(add, tries, Outcome.FAILED));
    }
  }

  private void cast(Subject subject, Cause vote, Instant at) {
    Change change = Change.of(Tally.of(vote, 1, at));
    scoring.electors(subject).forEach(elector -> add(elector, change));
    listener.voted(subject, vote, at);
  }
}
