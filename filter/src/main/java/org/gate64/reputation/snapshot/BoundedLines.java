package org.gate64.reputation.snapshot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lines of bytes, each with its end. */
final class BoundedLines {

  private final InputStream in;
  private final SnapshotBounds bounds;
  private final byte[] buffer = new byte[1 << 16];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int from;
  private int to;
  private long content;

  BoundedLines(InputStream in, SnapshotBounds bounds) {
    this.in = in;
    this.bounds = bounds;
  }

  /**
   * The next line with its line feed; empty after the last.
   *
   * @throws IOException where it is too long, or the last one is cut
   */
  Optional<byte[]> next() throws IOException {
    line.reset();
    while (from < to || fill()) {
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      boolean complete = end < to;
      int length = end - from + (complete ? 1 : 0);
      if (line.size() + length > bounds.line()) {
        throw new IOException("a line is longer than " + bounds.line() + " bytes");
      }
      line.write(buffer, from, length);
      from += length;
      if (complete) {
        return Optional.of(line.toByteArray());
      }
    }
    if (line.size() > 0) {
      throw new IOException("the last line is cut");
    }
    return Optional.empty();
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer));
    content += to;
    if (content > bounds.content()) {
      throw new IOException("it unpacks to more than " + bounds.content() + " bytes");
    }
    return to > 0;
  }
}
