package org.gate64.reputation.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files that are there as a whole or not at all: written beside, brought to the disk, and renamed.
 * Whatever happens in between, the file of before is still there. For their owner only.
 */
public final class AtomicFile {

  private static final String BESIDE = ".new";
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private AtomicFile() {}

  /**
   * What a file is to hold.
   *
   * @param <E> why there may be nothing to write
   */
  @FunctionalInterface
  public interface Content<E extends Exception> {

    /** Writes all of it, and leaves the stream open. */
    void writeTo(OutputStream out) throws IOException, E;
  }

  /**
   * Replaces a file, or makes it.
   *
   * @throws IOException where it could not be written; the one of before is still there
   * @throws E where the content failed, likewise
   */
  public static <E extends Exception> void write(Path path, Content<E> content)
      throws IOException, E {
    Path file = path.toAbsolutePath();
    Path beside = beside(file);
    try {
      Files.deleteIfExists(beside);
      try (FileChannel channel = create(beside)) {
        content.writeTo(Channels.newOutputStream(channel));
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel directory = FileChannel.open(directoryOf(file), StandardOpenOption.READ)) {
        directory.force(true);
      }
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + BESIDE);
  }

  private static Path directoryOf(Path file) {
    Path directory = file.getParent();
    return directory == null ? file : directory;
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY);
  }
}
