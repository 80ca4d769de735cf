package org.gate64.reputation.local;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Change;
import org.gate64.reputation.ChangeBuffer;
import org.gate64.reputation.Decay;
import org.gate64.reputation.ReputationStore;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.Version;
import org.gate64.reputation.Votes;
import org.gate64.reputation.Writer;
import org.gate64.reputation.local.BoundedRecords.Room;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory of a gate64 that runs alone.
 *
 * <p>Changes are gathered and written once a second, as they would be in a cluster. A reader sees
 * those that still wait as well, so that a network's rate is known to the message; for the moment
 * of a flush it may see some not yet, but none ever twice.
 */
public final class LocalReputationStore implements ReputationStore, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalReputationStore.class);

  /**
   * An address's vote makes its network vote, that its site, and that makes a record of the block.
   */
  private static final int LEVELS = 4;

  private final LocalSettings settings;
  private final Scoring scoring;
  private final Decay decay;
  private final Writer writer;
  private final Clock clock;
  private final ChangeBuffer waiting;
  private final BoundedRecords records;
  private final Object writing = new Object();
  private volatile Version version;
  private volatile long flushes;

  /**
   * Remembers nothing yet, and writes only when it is told to.
   *
   * @param writer whose entries in the records this memory writes
   * @param start of that writer, as {@link Version#atStart} makes it
   * @param housekeeping where expired records are cleared away
   */
  public LocalReputationStore(
      LocalSettings settings,
      Scoring scoring,
      Writer writer,
      Version start,
      Clock clock,
      Ticker ticker,
      Executor housekeeping) {
    this.settings = settings;
    this.scoring = scoring;
    this.decay = scoring.decay();
    this.writer = writer;
    this.version = start;
    this.clock = clock;
    this.waiting = new ChangeBuffer(settings.waiting(), decay);
    this.records = new BoundedRecords(settings, housekeeping, ticker);
  }

  /** Writes once a second from now on, until the future is cancelled. */
  public Future<?> flushRegularly(ScheduledExecutorService scheduler) {
    return scheduler.scheduleWithFixedDelay(this::flushAndGoOn, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public CompletableFuture<Map<Subject, TrackRecord>> read(Collection<Subject> subjects) {
    Map<Subject, TrackRecord> known = new HashMap<>();
    for (Subject subject : subjects) {
      find(subject).ifPresent(record -> known.put(subject, record));
    }
    return CompletableFuture.completedFuture(known);
  }

  @Override
  public void add(Subject subject, Change change) {
    waiting.add(subject, change);
  }

  /** Adds what was remembered elsewhere, or before; what is known already is not counted again. */
  public void restore(Subject subject, TrackRecord record) {
    synchronized (writing) {
      write(subject, stored(subject).join(record), clock.instant());
    }
  }

  /** Forgets all about a subject, what waits to be written too. */
  public void forget(Subject subject) {
    synchronized (writing) {
      waiting.forget(subject);
      records.remove(subject);
    }
  }

  /** All that is remembered; what waited is written first, what has faded is left out. */
  public Map<Subject, TrackRecord> entries() {
    flush();
    Instant now = clock.instant();
    Map<Subject, TrackRecord> entries;
    synchronized (writing) {
      entries = records.all();
    }
    entries.values().removeIf(record -> record.isFaded(now, decay));
    return entries;
  }

  /** Writes what waits, and the votes that follow. */
  public void flush() {
    synchronized (writing) {
      for (int level = 0; level < LEVELS; level++) {
        Map<Subject, Change> changes = waiting.drain();
        if (changes.isEmpty()) {
          return;
        }
        Version next = version.next();
        Instant now = clock.instant();
        changes.forEach((subject, change) -> count(subject, change, next, now));
        version = next;
        flushes++;
      }
    }
  }

  /** What it holds. */
  public LocalStatistics statistics() {
    return records.statistics(waiting.dropped(), flushes);
  }

  /** Writes what waits. */
  @Override
  public void close() {
    flush();
  }

  /** The record is looked at before what waits, so that nothing is seen twice. */
  private Optional<TrackRecord> find(Subject subject) {
    Optional<TrackRecord> stored = records.find(subject);
    return waiting
        .pending(subject)
        .map(
            change ->
                stored.orElse(TrackRecord.empty()).with(writer, version.next(), change, decay))
        .or(() -> stored);
  }

  private TrackRecord stored(Subject subject) {
    return records.find(subject).orElse(TrackRecord.empty());
  }

  private void count(Subject subject, Change change, Version next, Instant now) {
    TrackRecord counted = stored(subject).with(writer, next, change, decay);
    Optional<Cause> vote = scoring.vote(subject, counted, now);
    write(subject, vote.map(cast -> counted.withVotes(Votes.of(cast, now))).orElse(counted), now);
    vote.ifPresent(
        cast ->
            scoring
                .electors(subject)
                .forEach(elector -> add(elector, Change.of(Tally.of(cast, 1, now)))));
  }

  private void write(Subject subject, TrackRecord record, Instant now) {
    records.put(subject, record, roomFor(record.at(now, decay)));
  }

  /** A child's vote takes so much mail that no flood makes many of them. */
  private Room roomFor(Tally tally) {
    boolean heardOfChildren =
        tally.causes().containsKey(Cause.GOOD_CHILD) || tally.causes().containsKey(Cause.BAD_CHILD);
    boolean real = tally.longGood() + tally.longBad() >= settings.realFrom();
    return heardOfChildren || real ? Room.KNOWN : Room.STRANGERS;
  }

  /** A scheduler forgets a task that failed once. */
  private void flushAndGoOn() {
    try {
      flush();
    } catch (RuntimeException failure) {
      LOG.error("What was to be remembered of the last second is lost", failure);
    }
  }
}
