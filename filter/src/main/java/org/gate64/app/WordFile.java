package org.gate64.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gate64.feedback.local.LocalWordStore;
import org.gate64.reputation.snapshot.AtomicFile;
import org.gate64.reputation.snapshot.DamagedFile;
import org.gate64.reputation.snapshot.UnreadableFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that recipients' words outlive a process in, so that each message still counts once. */
final class WordFile {

  private static final Logger LOG = LoggerFactory.getLogger(WordFile.class);
  private static final String CONSEQUENCE =
      "What recipients said of messages so far is forgotten: it cannot be taken back, and a message"
          + " counts once more if it is spoken of again";

  private final Path path;
  private final LocalWordStore words;

  private WordFile(Path path, LocalWordStore words) {
    this.path = path;
    this.words = words;
  }

  /** In a directory, whether it is there or not. */
  static WordFile in(Path stateDirectory, LocalWordStore words) {
    return new WordFile(stateDirectory.resolve("feedback"), words);
  }

  /**
   * Has remembered what the file holds. One that is damaged is set aside, and said.
   *
   * @throws UnreadableFileException where nobody can tell what it holds
   */
  void read(Instant now) throws UnreadableFileException {
    try (InputStream in = UnreadableFileException.open(path)) {
      words.readFrom(in, now);
    } catch (NoSuchFileException firstStart) {
      LOG.debug("{} is not there yet", path);
    } catch (UnreadableFileException perhapsInOrder) {
      throw perhapsInOrder;
    } catch (IOException damaged) {
      DamagedFile.setAside(path, Reasons.of(damaged), CONSEQUENCE, now);
    }
  }

  /** Writes the file anew from time to time, until the threads end. */
  void writeEvery(Duration interval, ScheduledExecutorService threads) {
    long millis = interval.toMillis();
    Future<?> unused =
        threads.scheduleWithFixedDelay(this::write, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Writes the file anew; only one thread at a time does. */
  synchronized void write() {
    try {
      AtomicFile.<IOException>write(path, words::writeTo);
    } catch (IOException failure) {
      LOG.warn(
          "What recipients said could not be written; the file of before is still there: {}",
          Reasons.of(failure));
    }
  }
}
