package org.gate64.app;

import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.gate64.config.Configuration;
import org.gate64.config.MemorySettings;
import org.gate64.feedback.Feedback;
import org.gate64.feedback.KeyRing;
import org.gate64.feedback.WordStore;
import org.gate64.feedback.hazelcast.HazelcastKeys;
import org.gate64.feedback.hazelcast.HazelcastWordStore;
import org.gate64.feedback.local.LocalWordStore;
import org.gate64.reputation.ReputationStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What hears recipients, alone or with others, and its files. */
final class Hearing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

  /** For so long a start waits until the others know what this node does. */
  private static final Duration RESTORING = Duration.ofSeconds(10);

  private final Feedback feedback;
  private final Optional<WordFile> file;
  private final Runnable end;

  private Hearing(Feedback feedback, Optional<WordFile> file, Runnable end) {
    this.feedback = feedback;
    this.file = file;
    this.end = end;
  }

  /**
   * One that remembers in this process, and in the state directory where there is one.
   *
   * @param store where words count
   * @throws IOException where a file of before cannot be read, or a new key not be written
   */
  static Hearing alone(Configuration configuration, ReputationStore store, Clock clock)
      throws IOException {
    Optional<Path> directory = configuration.stateDir();
    KeyRing keys = FeedbackKeyFile.obtain(directory.map(FeedbackKeyFile::in), clock.instant());
    LocalWordStore words = Settings.words(configuration);
    Optional<WordFile> file = directory.map(kept -> WordFile.in(kept, words));
    if (directory.isPresent()) {
      WordFile.check(directory.get(), clock.instant());
      file.orElseThrow().read(clock.instant());
    }
    return new Hearing(feedback(configuration, () -> keys, words, store, clock), file, () -> {});
  }

  /**
   * One that remembers in a cluster. What the state directory holds is known there when this
   * returns, or soon after.
   *
   * @param before the keys of tickets that this node has kept
   * @param store where words count
   * @param threads ask the cluster, and read the file; may wait for it
   */
  static Hearing shared(
      Configuration configuration,
      KeyRing before,
      ReputationStore store,
      HazelcastInstance member,
      Clock clock,
      ScheduledExecutorService threads) {
    HazelcastKeys keys =
        FeedbackKeyFile.shared(
            configuration.stateDir().map(FeedbackKeyFile::in), before, member, clock, threads);
    Duration keep = configuration.reputation().feedback().keep();
    HazelcastWordStore words = new HazelcastWordStore(member, keep, threads);
    Optional<WordFile> file = configuration.stateDir().map(kept -> WordFile.in(kept, words));
    file.ifPresent(kept -> await(threads.submit(() -> read(kept, clock))));
    return new Hearing(feedback(configuration, keys::keys, words, store, clock), file, keys::close);
  }

  private static void read(WordFile file, Clock clock) {
    try {
      file.read(clock.instant());
    } catch (IOException failure) {
      LOG.warn("What recipients said earlier could not be read: {}", Reasons.of(failure));
    }
  }

  private static void await(Future<?> reading) {
    try {
      reading.get(RESTORING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      LOG.info("What recipients said earlier is still being told to the cluster");
    } catch (ExecutionException fault) {
      LOG.error("What recipients said earlier could not be told to the cluster", fault);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  Feedback feedback() {
    return feedback;
  }

  /** Writes its file, where it has one. */
  void write() {
    file.ifPresent(WordFile::write);
  }

  @Override
  public void close() {
    end.run();
  }

  private static Feedback feedback(
      Configuration configuration,
      Supplier<KeyRing> keys,
      WordStore words,
      ReputationStore store,
      Clock clock) {
    MemorySettings settings = configuration.reputation();
    return new Feedback(
        keys,
        words,
        store,
        settings.feedback(),
        settings.weighing(),
        Settings.scoring(configuration),
        clock);
  }
}
