package org.gate64.reputation.snapshot;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;

/**
 * All records in one file: JSON, a record a line, between a head and an end that tells whether
 * everything is there; packed with gzip.
 *
 * <p>It is read twice, first to see whether it is whole: half of a memory is worse than none, for
 * nobody would notice. A single line that makes no sense, because a newer gate64 wrote it or
 * somebody's script, is passed over and counted.
 */
public final class SnapshotFile {

  private static final int BUFFER = 1 << 16;
  private static final String CONSEQUENCE =
      "What this node remembered of senders is lost; it begins anew";

  private final Path path;
  private final SnapshotBounds bounds;

  /** The file at a place, whether it is there or not. */
  public SnapshotFile(Path path) {
    this(path, SnapshotBounds.usual());
  }

  SnapshotFile(Path path, SnapshotBounds bounds) {
    this.path = path;
    this.bounds = bounds;
  }

  /**
   * Writes the file anew. The one of before is there until this one is complete and on the disk.
   *
   * @throws IOException where that failed; the one of before is still there
   */
  public void write(Iterable<Map.Entry<Subject, TrackRecord>> entries) throws IOException {
    write(entries, () -> {});
  }

  /**
   * The same, with something to do in between.
   *
   * @param before is done once all entries are written, and before they take the place of the
   *     earlier ones
   * @throws IOException where that failed; the one of before is still there
   */
  public void write(Iterable<Map.Entry<Subject, TrackRecord>> entries, Runnable before)
      throws IOException {
    AtomicFile.<IOException>write(
        path,
        out -> {
          write(entries, out);
          before.run();
        });
  }

  /** Writes the same to a stream, and leaves it open. */
  public static void write(Iterable<Map.Entry<Subject, TrackRecord>> entries, OutputStream out)
      throws IOException {
    CRC32C crc = new CRC32C();
    long records = 0;
    try (OutputStream packed = new GZIPOutputStream(new LeftOpen(out), BUFFER)) {
      write(Frame.head(), packed, crc);
      for (Map.Entry<Subject, TrackRecord> entry : entries) {
        write(RecordWriter.line(entry.getKey(), entry.getValue()), packed, crc);
        records++;
      }
      packed.write(Frame.end(records, crc.getValue()));
    }
  }

  /**
   * Hands on all records, unless the file is not whole. A subject may come more than once, if
   * whoever wrote the file wrote it so.
   */
  public Reading read(BiConsumer<Subject, TrackRecord> reader) {
    try {
      if (Files.size(path) > bounds.file()) {
        return new Reading.Unusable("it is larger than " + bounds.file() + " bytes");
      }
      check();
      return handOn(reader);
    } catch (NoSuchFileException absent) {
      return new Reading.Absent();
    } catch (IOException damaged) {
      return new Reading.Unusable(reason(damaged));
    }
  }

  /**
   * Reads as {@link #read} does; a file that cannot be used is renamed, so that the next one does
   * not replace it, and the log says so.
   */
  public Reading readOrSetAside(BiConsumer<Subject, TrackRecord> reader, Instant now) {
    Reading reading = read(reader);
    if (reading instanceof Reading.Unusable unusable) {
      DamagedFile.setAside(path, unusable.reason(), CONSEQUENCE, now);
    }
    return reading;
  }

  /** The file system's own messages name the file only; some of the JDK's are empty. */
  private static String reason(IOException failure) {
    String message = failure.getMessage();
    return message == null || failure instanceof FileSystemException ? failure.toString() : message;
  }

  private static void write(byte[] line, OutputStream out, CRC32C crc) throws IOException {
    crc.update(line);
    out.write(line);
  }

  private void check() throws IOException {
    CRC32C crc = new CRC32C();
    try (InputStream unpacked = open()) {
      BoundedLines lines = new BoundedLines(unpacked, bounds);
      byte[] line = following(lines);
      Frame.checkHead(line);
      crc.update(line);
      line = following(lines);
      int records = 0;
      while (!Frame.isEnd(line)) {
        crc.update(line);
        records++;
        if (records > bounds.records()) {
          throw new IOException("it holds more than " + bounds.records() + " records");
        }
        line = following(lines);
      }
      Frame.checkEnd(line, records, crc.getValue());
      if (lines.next().isPresent()) {
        throw new IOException("it goes on after its end");
      }
    }
  }

  private Reading handOn(BiConsumer<Subject, TrackRecord> reader) throws IOException {
    long records = 0;
    long skipped = 0;
    try (InputStream unpacked = open()) {
      BoundedLines lines = new BoundedLines(unpacked, bounds);
      following(lines);
      for (byte[] line = following(lines); !Frame.isEnd(line); line = following(lines)) {
        Optional<Map.Entry<Subject, TrackRecord>> entry = RecordReader.read(line);
        entry.ifPresent(known -> reader.accept(known.getKey(), known.getValue()));
        records += entry.isPresent() ? 1 : 0;
        skipped += entry.isPresent() ? 0 : 1;
      }
    }
    return new Reading.Whole(records, skipped);
  }

  private InputStream open() throws IOException {
    InputStream file = Files.newInputStream(path);
    try {
      return new GZIPInputStream(file, BUFFER);
    } catch (IOException noGzip) {
      file.close();
      throw noGzip;
    }
  }

  private static byte[] following(BoundedLines lines) throws IOException {
    return lines.next().orElseThrow(() -> new IOException("its end is missing"));
  }

  /** Ends the gzip stream, and not what it goes into. */
  private static final class LeftOpen extends FilterOutputStream {

    LeftOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
