package org.gate64.app;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.gate64.attempts.AttemptStore;
import org.gate64.attempts.ForgetfulAttempts;
import org.gate64.attempts.hazelcast.HazelcastAttemptStore;
import org.gate64.attempts.hazelcast.HazelcastAttemptStore.Keeping;
import org.gate64.config.Configuration;
import org.gate64.config.MemorySettings;
import org.gate64.feedback.Feedback;
import org.gate64.feedback.KeyRing;
import org.gate64.feedback.hazelcast.FeedbackMaps;
import org.gate64.reputation.ClusterSettings;
import org.gate64.reputation.ForgetfulStore;
import org.gate64.reputation.Pins;
import org.gate64.reputation.ReputationArchive;
import org.gate64.reputation.ReputationStore;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.hazelcast.ClusterThreads;
import org.gate64.reputation.hazelcast.HazelcastPins;
import org.gate64.reputation.hazelcast.HazelcastReputationStore;
import org.gate64.reputation.local.LocalReputationStore;
import org.gate64.reputation.snapshot.PinFile;
import org.gate64.reputation.snapshot.SnapshotFile;
import org.gate64.reputation.snapshot.UnreadableFileException;
import org.gate64.reputation.snapshot.WriterIdentity;

/** What this node remembers, alone or with others, with its threads and its file. */
final class Memory implements AutoCloseable {

  static final String FILE = "reputation";
  static final String PINS = "pins";

  /**
   * Writing to a cluster, looking after its bounds, comparing what is set, and writing snapshots
   * may each have to wait.
   */
  private static final int THREADS = 5;

  private final ReputationStore store;
  private final NodeArchive archive;
  private final AttemptStore attempts;
  private final Optional<Feedback> feedback;
  private final Consumer<Status> status;
  private final Runnable end;

  private Memory(
      ReputationStore store,
      NodeArchive archive,
      AttemptStore attempts,
      Optional<Feedback> feedback,
      Consumer<Status> status,
      Runnable end) {
    this.store = store;
    this.archive = archive;
    this.attempts = attempts;
    this.feedback = feedback;
    this.status = status;
    this.end = end;
  }

  /**
   * A memory that outlives the process where there is a state directory. What it held when it was
   * last written is back when this returns.
   *
   * @throws IOException where the state directory cannot be written, what operators or recipients
   *     said not be read, or this cannot become a member of the cluster
   */
  static Memory open(Configuration configuration, Scoring scoring) throws IOException {
    return switch (configuration.reputation().use()) {
      case OFF -> withoutReputation(Settings.attempts(configuration));
      case ON -> new Opening(configuration, scoring).open();
    };
  }

  /** A memory that holds nothing. */
  static Memory none() {
    return ofOneMessage(new ForgetfulStore(), Pins.none());
  }

  /** A memory that keeps nothing of what is added, for one message that changes nothing. */
  static Memory ofOneMessage(ReputationStore store, Pins pins) {
    NodeArchive archive = new NodeArchive(new NoRecords(), new OwnPins(Optional.empty(), pins));
    return new Memory(
        store, archive, new ForgetfulAttempts(), Optional.empty(), status -> {}, () -> {});
  }

  private static Memory withoutReputation(AttemptStore attempts) {
    NodeArchive empty =
        new NodeArchive(new NoRecords(), new OwnPins(Optional.empty(), Pins.none()));
    return new Memory(
        new ForgetfulStore(), empty, attempts, Optional.empty(), status -> {}, () -> {});
  }

  ReputationStore store() {
    return store;
  }

  /** Where refused mail is remembered until it comes again. */
  AttemptStore attempts() {
    return attempts;
  }

  /** Hears what recipients say; not where there is no reputation for it to count in. */
  Optional<Feedback> feedback() {
    return feedback;
  }

  /** What is remembered, for operators. */
  ReputationArchive archive() {
    return archive;
  }

  /** Adds what there is to tell operators of it. */
  void tell(Status lines) {
    status.accept(lines);
  }

  @Override
  public void close() {
    end.run();
  }

  /** What all kinds of memory need. */
  private static final class Opening {

    private final MemorySettings settings;
    private final Optional<ClusterSettings> cluster;
    private final Optional<Path> directory;
    private final Scoring scoring;
    private final Configuration configuration;
    private final Clock clock = Clock.systemUTC();
    private final ScheduledThreadPoolExecutor threads =
        new ScheduledThreadPoolExecutor(THREADS, new NamedThreads("gate64-memory"));

    Opening(Configuration configuration, Scoring scoring) {
      this.settings = configuration.reputation();
      this.cluster = configuration.cluster();
      this.directory = configuration.stateDir();
      this.scoring = scoring;
      this.configuration = configuration;
    }

    Memory open() throws IOException {
      try {
        WriterIdentity identity = identity();
        return cluster.isPresent() ? shared(cluster.get(), identity) : local(identity);
      } catch (UnreadableFileException unreadable) {
        threads.shutdownNow();
        throw new IOException("state-dir: " + unreadable.getMessage(), unreadable);
      } catch (IOException | RuntimeException failure) {
        threads.shutdownNow();
        throw failure;
      }
    }

    private WriterIdentity identity() throws IOException {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      return directory.isPresent()
          ? WriterIdentity.nextStart(directory.get(), random, clock.instant())
          : WriterIdentity.passing(random, clock.instant());
    }

    private Memory local(WriterIdentity identity) throws IOException {
      LocalReputationStore store =
          new LocalReputationStore(
              Settings.localMemory(settings),
              scoring,
              identity.writer(),
              identity.version(),
              clock,
              Ticker.systemTicker(),
              threads);
      Optional<Snapshots> snapshots =
          snapshots(
              new Snapshots.Source(store::restore, () -> store.entries().entrySet().iterator()));
      NodeArchive archive =
          new NodeArchive(new LocalRecords(store), new OwnPins(pinFile(), pinsOfBefore()));
      Hearing hearing = Hearing.alone(configuration, store, clock);
      writeEvery(snapshots, hearing);
      Future<?> flushes = store.flushRegularly(threads);
      return new Memory(
          store,
          archive,
          Settings.attempts(configuration),
          Optional.of(hearing.feedback()),
          status -> {},
          () -> {
            flushes.cancel(false);
            snapshots.ifPresent(Snapshots::rest);
            store.close();
            snapshots.ifPresent(last -> last.write(hearing::write));
            hearing.close();
            threads.shutdown();
          });
    }

    private Memory shared(ClusterSettings members, WriterIdentity identity) throws IOException {
      Pins set = pinsOfBefore();
      KeyRing keys = FeedbackKeyFile.known(directory.map(FeedbackKeyFile::in), clock.instant());
      if (directory.isPresent()) {
        WordFile.check(directory.get(), clock.instant());
      }
      ScheduledExecutorService timer =
          new ScheduledThreadPoolExecutor(1, new NamedThreads("gate64-memory-timer"));
      int processors = Runtime.getRuntime().availableProcessors();
      Executor callbacks =
          Executors.newFixedThreadPool(processors, new NamedThreads("gate64-cluster"));
      Keeping keeping = Settings.keeping(configuration);
      ClusterThreads work = new ClusterThreads(timer, callbacks, threads);
      HazelcastReputationStore store =
          HazelcastReputationStore.start(
              members,
              scoring,
              new HazelcastReputationStore.Author(identity.writer(), identity.version()),
              clock,
              work,
              config -> {
                HazelcastAttemptStore.prepare(config, keeping);
                FeedbackMaps.prepare(config, settings.feedback());
              });
      Optional<Snapshots> snapshots =
          snapshots(
              new Snapshots.Source(
                  (subject, record) -> {
                    var unused = store.restore(subject, record);
                  },
                  () -> store.entries().iterator()));
      Optional<PinFile> file = pinFile();
      HazelcastPins pins =
          new HazelcastPins(
              store, set, clock, work, all -> file.ifPresent(kept -> SharedPins.keep(kept, all)));
      Hearing hearing = Hearing.shared(configuration, keys, store, store.member(), clock, threads);
      writeEvery(snapshots, hearing);
      return new Memory(
          store,
          new NodeArchive(new SharedRecords(store), new SharedPins(pins)),
          new HazelcastAttemptStore(
              store.member(), keeping.interval(), members.patience(), timer, callbacks),
          Optional.of(hearing.feedback()),
          status -> status.line("cluster", () -> new ClusterStatus(store.health())),
          () -> {
            snapshots.ifPresent(Snapshots::rest);
            snapshots.ifPresent(last -> last.write(hearing::write));
            hearing.close();
            pins.close();
            store.close();
            threads.shutdown();
            timer.shutdown();
          });
    }

    private Optional<PinFile> pinFile() {
      return directory.map(kept -> new PinFile(kept.resolve(PINS)));
    }

    private Pins pinsOfBefore() throws IOException {
      Optional<PinFile> file = pinFile();
      return file.isPresent() ? file.get().readOrSetAside(clock.instant()) : Pins.none();
    }

    /** What was written before is read. */
    private Optional<Snapshots> snapshots(Snapshots.Source source) {
      Optional<Snapshots> snapshots =
          directory.map(kept -> new Snapshots(new SnapshotFile(kept.resolve(FILE)), source, clock));
      snapshots.ifPresent(Snapshots::read);
      return snapshots;
    }

    /** Both files, in one go. */
    private void writeEvery(Optional<Snapshots> snapshots, Hearing hearing) {
      snapshots.ifPresent(
          file -> file.writeEvery(settings.snapshotInterval(), hearing::write, threads));
    }
  }
}
