package org.gate64.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gate64.reputation.ReputationArchive;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.snapshot.Reading;
import org.gate64.reputation.snapshot.SnapshotFile;

/**
 * The form in which records leave one node and enter another: that of the snapshots. What operators
 * set is not among them.
 */
final class SnapshotForm {

  private static final String ARRIVING = "import.new";

  private final Optional<Path> directory;

  /**
   * @param directory where an import lies until it has been seen to be whole; empty: there is none,
   *     and nothing can be imported
   */
  SnapshotForm(Optional<Path> directory) {
    this.directory = directory;
  }

  /** Writes all records; takes its time. */
  void write(ReputationArchive memory, OutputStream out) throws IOException {
    List<Map.Entry<Subject, TrackRecord>> records = new ArrayList<>();
    memory.forEach((subject, record) -> records.add(Map.entry(subject, record)));
    SnapshotFile.write(records, out);
  }

  /**
   * Joins the records there with those of the memory, once all have come and are whole. Not for two
   * at once.
   *
   * @throws IOException where they cannot be read, or are damaged: the message says so for people
   */
  Reading.Whole read(InputStream in, ReputationArchive memory) throws IOException {
    Path file =
        directory
            .orElseThrow(() -> new IOException("it needs state-dir, to lie there while it comes"))
            .resolve(ARRIVING);
    try {
      Files.deleteIfExists(file);
      try (FileChannel channel = create(file)) {
        in.transferTo(Channels.newOutputStream(channel));
      }
      Reading reading = new SnapshotFile(file).read(memory::restore);
      if (reading instanceof Reading.Whole whole) {
        return whole;
      }
      throw new IOException(
          reading instanceof Reading.Unusable unusable ? unusable.reason() : "it is gone");
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }
}
