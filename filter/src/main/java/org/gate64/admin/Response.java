package org.gate64.admin;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Executor;

/** An answer. */
public sealed interface Response {

  /** The code (RFC 9110, section 15). */
  int status();

  /** The body's media type. */
  String contentType();

  /**
   * One that is whole.
   *
   * @param text is sent in UTF-8
   */
  record Text(int status, String contentType, String text) implements Response {

    private static final String PLAIN = "text/plain; charset=utf-8";
  }

  /**
   * One with more than is to be held in memory.
   *
   * @param executor runs the source, on a thread that may wait for whoever reads
   */
  record Stream(int status, String contentType, Source source, Executor executor)
      implements Response {}

  /** Writes a body piece by piece. */
  @FunctionalInterface
  interface Source {

    /**
     * Writes all of it. The stream waits for the reader, and fails once he is gone or too slow.
     *
     * @throws IOException where that fails; the reader then sees that the end is missing
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Plain text, of which every line ends in LF. */
  static Text plain(int status, String text) {
    return new Text(status, Text.PLAIN, text);
  }
}
