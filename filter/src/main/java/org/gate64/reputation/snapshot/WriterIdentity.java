package org.gate64.reputation.snapshot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.gate64.reputation.Version;
import org.gate64.reputation.Writer;

/**
 * As whom, and from which version on, this gate64 writes. Kept in the file {@code node} of the
 * state directory.
 *
 * <p>Starts are numbered by the minutes since 1970, or by one more than the last where that is
 * higher. So even a machine that was set back to an older state begins later than what others have
 * heard of it; by counting alone it would begin earlier, and nobody would listen to it.
 *
 * @param version the last one before the first flush
 */
public record WriterIdentity(Writer writer, Version version) {

  private static final String CONSEQUENCE =
      "This node counts under a new name from now on; nothing is lost";
  private static final String FILE = "node";
  private static final int LARGEST = 200;
  private static final Pattern CONTENT =
      Pattern.compile("(gate64 node 1\nid ([0-9a-f]{16})\nstart ([0-9]{1,9})\n)crc32c ([0-9]+)\n");

  /**
   * One that lasts until this gate64 ends, where there is no state directory.
   *
   * @param random nobody else may draw the same
   */
  public static WriterIdentity passing(RandomGenerator random, Instant now) {
    return new WriterIdentity(new Writer(random.nextLong()), Version.atStart(minutes(now)));
  }

  /**
   * The one of a state directory, for one more start. A file that cannot be understood is set
   * aside; there is a new writer then.
   *
   * @throws IOException where the directory cannot be written
   */
  public static WriterIdentity nextStart(Path directory, RandomGenerator random, Instant now)
      throws IOException {
    Path file = directory.resolve(FILE);
    WriterIdentity next =
        last(file, now)
            .map(
                last -> {
                  int start = Math.max(last.version.start() + 1, minutes(now));
                  return new WriterIdentity(last.writer, Version.atStart(start));
                })
            .orElseGet(() -> passing(random, now));
    AtomicFile.<IOException>write(
        file, out -> out.write(next.content().getBytes(StandardCharsets.US_ASCII)));
    return next;
  }

  private static Optional<WriterIdentity> last(Path file, Instant now) {
    try {
      Optional<WriterIdentity> last = read(file);
      if (last.isEmpty()) {
        DamagedFile.setAside(file, "it does not say which node this is", CONSEQUENCE, now);
      }
      return last;
    } catch (NoSuchFileException firstStart) {
      return Optional.empty();
    } catch (IOException unreadable) {
      DamagedFile.setAside(file, unreadable.toString(), CONSEQUENCE, now);
      return Optional.empty();
    }
  }

  private static Optional<WriterIdentity> read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      return Optional.empty();
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    Matcher content = CONTENT.matcher(text);
    if (!content.matches() || !content.group(4).equals(checksum(content.group(1)))) {
      return Optional.empty();
    }
    Writer writer = new Writer(Long.parseUnsignedLong(content.group(2), 16));
    return Optional.of(
        new WriterIdentity(writer, Version.atStart(Integer.parseInt(content.group(3)))));
  }

  private String content() {
    String content = "gate64 node 1\nid %s\nstart %d\n".formatted(writer, version.start());
    return content + "crc32c " + checksum(content) + "\n";
  }

  private static String checksum(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
    return Long.toString(crc.getValue());
  }

  /** Within nine digits until the year 3871, whatever the clock says. */
  private static int minutes(Instant now) {
    return (int) Math.min(Math.max(1, now.getEpochSecond() / 60), 900_000_000);
  }
}
