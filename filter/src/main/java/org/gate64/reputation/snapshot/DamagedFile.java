package org.gate64.reputation.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that cannot be used stays for whoever wants to know why, but out of the way. */
public final class DamagedFile {

  private static final Logger LOG = LoggerFactory.getLogger(DamagedFile.class);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private DamagedFile() {}

  /**
   * Renames the file and says so in the log; where that fails, says that.
   *
   * @param reason in words, why it cannot be used
   * @param consequence a sentence that says what is lost by it, and what happens now
   */
  public static void setAside(Path file, String reason, String consequence, Instant now) {
    Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + DATE.format(now));
    try {
      Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
      LOG.warn(
          "{} cannot be used ({}); it is set aside as {}. {}",
          file,
          reason,
          aside.getFileName(),
          consequence);
    } catch (IOException failure) {
      LOG.warn(
          "{} cannot be used ({}), nor be set aside: {}. {}",
          file,
          reason,
          failure.toString(),
          consequence);
    }
  }
}
