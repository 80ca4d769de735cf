package org.gate64.app;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.gate64.config.Configuration;
import org.gate64.config.MemorySettings;
import org.gate64.reputation.ForgetfulStore;
import org.gate64.reputation.ReputationStore;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.local.LocalReputationStore;
import org.gate64.reputation.local.LocalSettings;
import org.gate64.reputation.snapshot.Reading;
import org.gate64.reputation.snapshot.SnapshotFile;
import org.gate64.reputation.snapshot.WriterIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this node remembers, with its threads and its file. */
final class Memory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

  private static final String FILE = "reputation";

  /** A third of all places is for strangers. */
  private static final int STRANGERS = 3;

  private final ReputationStore store;
  private final Runnable end;

  private Memory(ReputationStore store, Runnable end) {
    this.store = store;
    this.end = end;
  }

  /**
   * A memory that outlives the process where there is a state directory. What it held when it was
   * last written is back when this returns.
   *
   * @throws IOException where the state directory cannot be written
   */
  static Memory open(Configuration configuration, Scoring scoring) throws IOException {
    MemorySettings settings = configuration.reputation();
    return switch (settings.use()) {
      case OFF -> none();
      case ON -> local(settings, configuration.stateDir(), scoring);
    };
  }

  /** A memory that holds nothing, for one message that changes nothing. */
  static Memory none() {
    return new Memory(new ForgetfulStore(), () -> {});
  }

  ReputationStore store() {
    return store;
  }

  @Override
  public void close() {
    end.run();
  }

  private static Memory local(MemorySettings settings, Optional<Path> directory, Scoring scoring)
      throws IOException {
    Clock clock = Clock.systemUTC();
    WriterIdentity identity =
        directory.isPresent()
            ? WriterIdentity.nextStart(
                directory.get(), ThreadLocalRandom.current(), clock.instant())
            : WriterIdentity.passing(ThreadLocalRandom.current(), clock.instant());
    ScheduledThreadPoolExecutor threads =
        new ScheduledThreadPoolExecutor(2, new NamedThreads("gate64-memory"));
    LocalReputationStore store =
        new LocalReputationStore(
            bounds(settings),
            scoring,
            identity.writer(),
            identity.version(),
            clock,
            Ticker.systemTicker(),
            threads);
    Optional<SnapshotFile> file = directory.map(kept -> new SnapshotFile(kept.resolve(FILE)));
    file.ifPresent(snapshot -> restore(snapshot, store, clock));
    var unused = store.flushRegularly(threads);
    file.ifPresent(
        snapshot -> everySo(threads, settings.snapshotInterval(), () -> write(snapshot, store)));
    return new Memory(
        store,
        () -> {
          threads.shutdown();
          store.close();
          file.ifPresent(snapshot -> write(snapshot, store));
        });
  }

  private static LocalSettings bounds(MemorySettings settings) {
    LocalSettings usual = LocalSettings.usual();
    int strangers = settings.entries() / STRANGERS;
    return new LocalSettings(
        settings.entries() - strangers, strangers, usual.realFrom(), usual.idle(), usual.waiting());
  }

  private static void restore(SnapshotFile file, LocalReputationStore store, Clock clock) {
    if (file.readOrSetAside(store::restore, clock.instant()) instanceof Reading.Whole whole) {
      LOG.info("Remembered {} networks and domains", whole.records());
      if (whole.skipped() > 0) {
        LOG.warn("{} records made no sense and are left out", whole.skipped());
      }
    }
  }

  private static void everySo(ScheduledExecutorService threads, Duration interval, Runnable task) {
    long millis = interval.toMillis();
    var unused = threads.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** One at a time: the last one, at the end, must not be overtaken by one that began before. */
  private static synchronized void write(SnapshotFile file, LocalReputationStore store) {
    try {
      file.write(store.entries().entrySet());
    } catch (IOException failure) {
      LOG.warn(
          "What is remembered could not be written; the file of before is still there: {}",
          Reasons.of(failure));
    } catch (RuntimeException fault) {
      LOG.error("What is remembered could not be written", fault);
    }
  }
}
