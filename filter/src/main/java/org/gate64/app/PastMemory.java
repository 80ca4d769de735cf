package org.gate64.app;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.gate64.config.Configuration;
import org.gate64.config.MemorySettings;
import org.gate64.reporting.PinText;
import org.gate64.reputation.Change;
import org.gate64.reputation.Pins;
import org.gate64.reputation.ReputationStore;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.local.LocalReputationStore;
import org.gate64.reputation.snapshot.PinFile;
import org.gate64.reputation.snapshot.Reading;
import org.gate64.reputation.snapshot.SnapshotFile;
import org.gate64.reputation.snapshot.WriterIdentity;

/**
 * What a node remembered when it last wrote that down, for somebody who only looks: nothing in the
 * state directory is changed, damaged files are left where they are.
 *
 * @param memory to judge by
 * @param told in a line, what it is
 */
record PastMemory(Memory memory, String told) {

  /** As far as there is any, and it can be read. */
  static PastMemory of(Configuration configuration, Clock clock) {
    MemorySettings settings = configuration.reputation();
    Optional<Path> directory = configuration.stateDir();
    if (settings.use() == MemorySettings.Use.OFF || directory.isEmpty()) {
      return nothing("Nothing is remembered, for the configuration has it so.");
    }
    try {
      return read(configuration, directory.get(), clock);
    } catch (IOException unreadable) {
      return nothing(
          "Judged as if nothing were remembered: "
              + directory.get()
              + " could not be read ("
              + Reasons.of(unreadable)
              + ").");
    }
  }

  private static PastMemory read(Configuration configuration, Path directory, Clock clock)
      throws IOException {
    Path file = directory.resolve(Memory.FILE);
    WriterIdentity nobody = WriterIdentity.passing(ThreadLocalRandom.current(), clock.instant());
    LocalReputationStore store =
        new LocalReputationStore(
            Settings.localMemory(configuration.reputation()),
            Settings.scoring(configuration),
            nobody.writer(),
            nobody.version(),
            clock,
            Ticker.systemTicker(),
            Runnable::run);
    Pins pins = new PinFile(directory.resolve(Memory.PINS)).read();
    Reading reading = new SnapshotFile(file).read(store::restore);
    Memory memory = Memory.ofOneMessage(new Still(store), pins);
    if (reading instanceof Reading.Unusable unusable) {
      throw new IOException(unusable.reason());
    } else if (reading instanceof Reading.Absent) {
      return new PastMemory(memory, "Nothing has been remembered yet in " + directory + ".");
    }
    Instant written = Files.getLastModifiedTime(file).toInstant();
    return new PastMemory(
        memory, "Standings are as of " + PinText.time(written) + " (" + file + ").");
  }

  /** Takes nothing more. */
  private record Still(ReputationStore past) implements ReputationStore {

    @Override
    public CompletableFuture<Map<Subject, TrackRecord>> read(Collection<Subject> subjects) {
      return past.read(subjects);
    }

    @Override
    public void add(Subject subject, Change change) {
      // What a message that is only explained shows is not remembered.
    }
  }

  private static PastMemory nothing(String told) {
    return new PastMemory(Memory.none(), told);
  }
}
