package org.gate64.app;

import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
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

/** What hears recipients, alone or with others, and its files. */
final class Hearing implements AutoCloseable {

  private final Feedback feedback;
  private final Runnable end;

  private Hearing(Feedback feedback, Runnable end) {
    this.feedback = feedback;
    this.end = end;
  }

  /**
   * One that remembers in this process, and in the state directory where there is one.
   *
   * @param store where words count
   * @param threads write files; may wait
   * @throws IOException where a file of before cannot be read, or a new key not be written
   */
  static Hearing alone(
      Configuration configuration,
      ReputationStore store,
      Clock clock,
      ScheduledExecutorService threads)
      throws IOException {
    Optional<Path> directory = configuration.stateDir();
    KeyRing keys = FeedbackKeyFile.obtain(directory.map(FeedbackKeyFile::in), clock.instant());
    LocalWordStore words = Settings.words(configuration);
    Optional<WordFile> file = directory.map(kept -> WordFile.in(kept, words));
    if (file.isPresent()) {
      file.get().read(clock.instant());
      file.get().writeEvery(configuration.reputation().snapshotInterval(), threads);
    }
    return new Hearing(
        feedback(configuration, () -> keys, words, store, clock),
        () -> file.ifPresent(WordFile::write));
  }

  /**
   * One that remembers in a cluster.
   *
   * @param before the keys of tickets that this node has kept
   * @param store where words count
   * @param threads ask the cluster; may wait for it
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
    WordStore words = new HazelcastWordStore(member, threads);
    return new Hearing(feedback(configuration, keys::keys, words, store, clock), keys::close);
  }

  Feedback feedback() {
    return feedback;
  }

  /**
   * Writes its files. To be done before what the words added is written: where a word is noted and
   * did not count, it counts for nothing; the other way round, it would count twice.
   */
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
