package org.gate64.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.gate64.feedback.WordArchive;
import org.gate64.feedback.snapshot.WordLines;
import org.gate64.reputation.snapshot.AtomicFile;
import org.gate64.reputation.snapshot.DamagedFile;
import org.gate64.reputation.snapshot.UnreadableFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that recipients' words outlive a process in, so that each message still counts once. In
 * a cluster each node has one, with all that the cluster knows: any one of them brings all of it
 * back, whoever starts first, and what lay on a node that has gone is not lost while others take
 * its part over.
 */
final class WordFile {

  private static final Logger LOG = LoggerFactory.getLogger(WordFile.class);
  private static final String CONSEQUENCE =
      "What recipients said of messages so far is forgotten: it cannot be taken back, and a message"
          + " counts once more if it is spoken of again";

  /** Many times what a full memory takes. */
  private static final long LARGEST = 1L << 30;

  private final Path path;
  private final WordArchive words;
  private volatile boolean isRead;

  private WordFile(Path path, WordArchive words) {
    this.path = path;
    this.words = words;
  }

  /** In a directory, whether it is there or not. */
  static WordFile in(Path stateDirectory, WordArchive words) {
    return new WordFile(path(stateDirectory), words);
  }

  private static Path path(Path stateDirectory) {
    return stateDirectory.resolve("feedback");
  }

  /**
   * Looks whether the file of a directory, where there is one, can be used. One that is damaged is
   * set aside, and said.
   *
   * @throws UnreadableFileException where nobody can tell what it holds
   */
  static void check(Path stateDirectory, Instant now) throws UnreadableFileException {
    Path path = path(stateDirectory);
    try (InputStream in = UnreadableFileException.open(path)) {
      if (Files.size(path) > LARGEST) {
        throw new IOException("it is larger than any that is written");
      }
      WordLines.check(in);
    } catch (NoSuchFileException firstStart) {
      LOG.debug("{} is not there yet", path);
    } catch (UnreadableFileException perhapsInOrder) {
      throw perhapsInOrder;
    } catch (IOException damaged) {
      DamagedFile.setAside(path, Reasons.of(damaged), CONSEQUENCE, now);
    }
  }

  /**
   * Has remembered what the file holds, which must have been {@linkplain #check checked}.
   *
   * @throws IOException where it cannot be read; it is not written then either
   */
  void read(Instant now) throws IOException {
    try (InputStream in = UnreadableFileException.open(path)) {
      WordLines.read(in, now, words);
    } catch (NoSuchFileException firstStart) {
      LOG.debug("{} is not there yet", path);
    }
    isRead = true;
  }

  /**
   * Writes the file anew; only one thread at a time does. Nothing is written while it is still
   * being read, for not all of it is remembered then.
   */
  synchronized void write() {
    if (!isRead) {
      LOG.info("{} is still being read, and not written yet", path);
      return;
    }
    try {
      AtomicFile.<IOException>write(path, out -> WordLines.write(words, out));
    } catch (IOException failure) {
      LOG.warn(
          "What recipients said could not be written; the file of before is still there: {}",
          Reasons.of(failure));
    } catch (RuntimeException fault) {
      LOG.error("What recipients said could not be written", fault);
    }
  }
}
