package org.gate64.reputation.snapshot;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file is there and cannot be read, for want of a right or by a fault of the disk: not the same
 * as one that is damaged, for what it holds may be in order.
 */
public final class UnreadableFileException extends IOException {

  private static final long serialVersionUID = 1;

  private UnreadableFileException(Path file, IOException cause) {
    super(file + " cannot be read: " + reason(cause), cause);
  }

  /**
   * Opens a file so that whatever fails in reading it is told from what is wrong with its content.
   *
   * @throws NoSuchFileException where there is none
   * @throws UnreadableFileException where it cannot be opened; reading the stream throws it
   *     likewise
   */
  public static InputStream open(Path file) throws IOException {
    try {
      return new Telling(Files.newInputStream(file), file);
    } catch (NoSuchFileException absent) {
      throw absent;
    } catch (IOException failure) {
      throw new UnreadableFileException(file, failure);
    }
  }

  /** The file system's own messages name the file only. */
  private static String reason(IOException failure) {
    return failure instanceof AccessDeniedException
        ? "this user may not"
        : String.valueOf(failure.getMessage());
  }

  /** Says whose fault it is. */
  private static final class Telling extends FilterInputStream {

    private final Path file;

    Telling(InputStream in, Path file) {
      super(in);
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException failure) {
        throw new UnreadableFileException(file, failure);
      }
    }

    @Override
    public int read(byte[] octets, int from, int length) throws IOException {
      try {
        return super.read(octets, from, length);
      } catch (IOException failure) {
        throw new UnreadableFileException(file, failure);
      }
    }
  }
}
