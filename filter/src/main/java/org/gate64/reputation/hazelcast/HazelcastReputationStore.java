package org.gate64.reputation.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.util.ConcurrencyUtil;
import com.hazelcast.map.IMap;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gate64.net.SocketAddresses;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Change;
import org.gate64.reputation.ClusterSettings;
import org.gate64.reputation.Decay;
import org.gate64.reputation.ReputationStore;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.Version;
import org.gate64.reputation.Writer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory of all gate64 nodes of a cluster: this one is a member of it.
 *
 * <p>A record lies on the member that owns its part of the map, and once more on another. Each
 * member keeps at hand what it was asked for lately; it hears from the owner when that changes.
 */
public final class HazelcastReputationStore implements ReputationStore, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HazelcastReputationStore.class);

  private static final int RESTORED_AT_ONCE = 1024;
  private static final Duration SWEEP_EVERY = Duration.ofMillis(500);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final HazelcastInstance member;
  private final IMap<String, TrackRecord> map;
  private final Reading reading;
  private final Writing writing;
  private final Partitions partitions;
  private final Sweeping sweeping;
  private final Surroundings surroundings;
  private final ClusterThreads threads;
  private final Clock clock;
  private final Decay decay;
  private final Chores chores;
  private final Semaphore restoring = new Semaphore(RESTORED_AT_ONCE);

  private HazelcastReputationStore(
      HazelcastInstance member,
      ClusterSettings settings,
      Scoring scoring,
      Author author,
      Clock clock,
      ClusterThreads threads) {
    this.member = member;
    this.map = member.getMap(MapConfiguration.NAME);
    this.threads = threads;
    this.clock = clock;
    this.decay = scoring.decay();
    this.reading =
        new Reading(
            map,
            settings.bounds().near(),
            settings.patience(),
            threads.timer(),
            threads.callbacks());
    DoubleVotes votes = new DoubleVotes(member, map, scoring, clock, threads.callbacks());
    this.writing =
        new Writing(
            map,
            settings.bounds().waiting(),
            scoring,
            author,
            clock,
            threads.callbacks(),
            written(votes),
            new Losses(member, map));
    member.getLifecycleService().addLifecycleListener(new Merging(writing, threads.writing()));
    this.partitions = new Partitions(member, map);
    this.surroundings = new Surroundings(member, map);
    this.sweeping =
        new Sweeping(
            map,
            partitions,
            settings.bounds().entries(),
            scoring.decay(),
            clock,
            threads.callbacks());
    this.chores =
        new Chores(threads.writing())
            .every(settings.timing().flush(), "writing to the cluster", writing::flush)
            .every(SWEEP_EVERY, "making room in the cluster", sweeping::sweep)
            .every(LOOK_EVERY, "looking after the cluster", surroundings::look)
            .every(LOOK_EVERY, "looking for double votes", () -> votes.look(writing::add));
  }

  private Writing.Listener written(DoubleVotes votes) {
    return new Writing.Listener() {
      @Override
      public void added(Subject subject, AddChange add) {
        reading.added(subject, add, decay);
      }

      @Override
      public void voted(Subject subject, Cause vote, Instant at) {
        votes.cast(subject, vote, at);
      }
    };
  }

  /**
   * Who writes.
   *
   * @param version in which life; nothing has been written in it
   */
  public record Author(Writer writer, Version version) {}

  /**
   * Becomes a member, and finds the others as far as they are there; those that come later find
   * this one. Takes seconds.
   *
   * @param others what else is to be kept by the same member
   * @throws IOException where that cannot be, for example because the port is taken
   */
  public static HazelcastReputationStore start(
      ClusterSettings settings,
      Scoring scoring,
      Author author,
      Clock clock,
      ClusterThreads threads,
      Consumer<Config> others)
      throws IOException {
    System.setProperty("hazelcast.logging.type", "slf4j");
    // Otherwise Hazelcast starts a thread for each answer, or takes the common pool.
    ConcurrencyUtil.setDefaultAsyncExecutor(threads.callbacks());
    Config config = MemberConfiguration.of(settings, scoring.decay(), clock);
    others.accept(config);
    LOG.info(
        "Joining the cluster \"{}\" as {}",
        settings.name(),
        SocketAddresses.format(settings.bind()));
    try {
      HazelcastInstance member = Admission.of(config, settings);
      Serialization.announce(member, scoring);
      member.getCluster().addMembershipListener(new MembershipLog());
      HazelcastReputationStore store =
          new HazelcastReputationStore(member, settings, scoring, author, clock, threads);
      Learning.from(store.entries(), settings.bounds().near(), store.reading, threads.writing());
      return store;
    } catch (RuntimeException e) {
      throw new IOException("cluster: " + e.getMessage(), e);
    }
  }

  /** For what else it keeps, as long as this is open. */
  public HazelcastInstance member() {
    return member;
  }

  @Override
  public CompletableFuture<Map<Subject, TrackRecord>> read(Collection<Subject> subjects) {
    Set<Subject> asked = new LinkedHashSet<>(subjects);
    return reading.read(asked).thenApply(known -> withOwn(asked, known));
  }

  private Map<Subject, TrackRecord> withOwn(Set<Subject> asked, Map<Subject, TrackRecord> known) {
    Map<Subject, TrackRecord> records = new HashMap<>();
    for (Subject subject : asked) {
      writing
          .withOwn(subject, known.get(subject))
          .ifPresent(record -> records.put(subject, record));
    }
    return records;
  }

  @Override
  public void add(Subject subject, Change change) {
    writing.add(subject, change);
  }

  /**
   * Has what was known earlier joined with what the cluster knows; the same any number of times
   * makes no difference. Waits where many are under way: not for threads that others wait for.
   *
   * @return whether it was done, as soon as it is
   */
  public CompletableFuture<Boolean> restore(Subject subject, TrackRecord record) {
    reading.remember(subject, record);
    restoring.acquireUninterruptibly();
    CompletableFuture<Boolean> restored;
    try {
      restored =
          map.submitToKey(subject.toString(), new JoinRecord(record))
              .handleAsync((done, failure) -> failure == null, threads.callbacks())
              .toCompletableFuture();
    } catch (RuntimeException unavailable) {
      restored = CompletableFuture.completedFuture(false);
    }
    return restored.whenComplete((done, never) -> restoring.release());
  }

  /**
   * Forgets all about a subject, what waits to be written too; what is just on its way is not
   * caught.
   *
   * @return whether it was done, as soon as it is
   */
  public CompletableFuture<Boolean> forget(Subject subject) {
    writing.forget(subject);
    reading.forget(subject);
    try {
      return map.submitToKey(
              subject.toString(), new Forget(Double.MAX_VALUE, clock.instant(), decay))
          .handleAsync((done, failure) -> failure == null, threads.callbacks())
          .toCompletableFuture();
    } catch (RuntimeException unavailable) {
      return CompletableFuture.completedFuture(false);
    }
  }

  /**
   * All that the whole cluster knows, a small part of it at a time. What changes meanwhile may be
   * in it as it was before or after. Asks the other members and waits for them.
   */
  public Stream<Map.Entry<Subject, TrackRecord>> entries() {
    return partitions
        .all()
        .flatMap(
            entry ->
                Subject.parse(entry.getKey())
                    .map(subject -> Map.entry(subject, entry.getValue()))
                    .stream());
  }

  /** How the memory is; what is asked of other members is some seconds old. */
  public ClusterHealth health() {
    return new ClusterHealth(
        surroundings.members(),
        surroundings.safety(),
        surroundings.ownedEntries(),
        sweeping.forgotten(),
        writing.underWay(),
        writing.dropped(),
        reading.late());
  }

  /** Writes what is still to be written, hands the records to the other members, and leaves. */
  @Override
  public void close() {
    chores.cancel();
    try {
      threads.writing().submit(this::flushAll).get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      LOG.warn("the cluster did not take all that was still to be written");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    member.shutdown();
  }

  private void flushAll() {
    long end = System.nanoTime() + LAST_WORDS.toNanos();
    while (writing.flush() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
