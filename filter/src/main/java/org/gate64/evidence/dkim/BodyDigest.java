package org.gate64.evidence.dkim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Takes a canonical body piece by piece, hashes the part of it that is signed, and counts the
 * whole. Small pieces are gathered first, for each update of a digest has its price.
 */
final class BodyDigest {

  /** From this size on a piece is hashed where it lies. */
  private static final int LARGE = 512;

  private static final byte[] LINES = "\r\n".repeat(256).getBytes(StandardCharsets.US_ASCII);

  private final MessageDigest digest = sha256();
  private final byte[] gathered = new byte[2048];
  private final long limit;
  private int size;
  private long length;

  /**
   * A digest of the first bytes.
   *
   * @param limit how many bytes are hashed at most
   */
  BodyDigest(long limit) {
    this.limit = limit;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  void write(byte[] bytes, int start, int end) {
    int signed = (int) Math.max(0, Math.min(end - start, limit - length));
    length += end - start;
    if (signed >= LARGE) {
      flush();
      digest.update(bytes, start, signed);
    } else {
      if (size + signed > gathered.length) {
        flush();
      }
      System.arraycopy(bytes, start, gathered, size, signed);
      size += signed;
    }
  }

  void write(char ascii) {
    if (length++ < limit) {
      if (size == gathered.length) {
        flush();
      }
      gathered[size++] = (byte) ascii;
    }
  }

  /** Writes a number of CRLFs. */
  void writeLineEnds(long count) {
    for (long left = 2 * count; left > 0; left -= LINES.length) {
      write(LINES, 0, (int) Math.min(left, LINES.length));
    }
  }

  /** The hash of what was written; to be called once. */
  BodyHash finish() {
    flush();
    return new BodyHash(digest.digest(), length);
  }

  private void flush() {
    digest.update(gathered, 0, size);
    size = 0;
  }
}
