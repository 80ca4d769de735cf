package org.gate64.evidence.dkim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Takes a canonical body piece by piece, hashes the parts of it that are signed, and counts the
 * whole.
 *
 * <p>All parts begin where the body does, so one hash runs along, and is copied where a part ends:
 * many signatures of different lengths cost no more than one. Behind the last of them nothing is
 * hashed. Small pieces are gathered first, for each update of a digest has its price.
 */
final class BodyDigest {

  /** From this size on a piece is hashed where it lies. */
  private static final int LARGE = 512;

  private static final byte[] LINES = "\r\n".repeat(256).getBytes(StandardCharsets.US_ASCII);

  private final MessageDigest running = sha256();
  private final byte[] gathered = new byte[2048];
  private final Map<Long, byte[]> hashes = new HashMap<>();

  /** Of the parts, ascending. */
  private final long[] lengths;

  private int partsKept;

  /** Where the next part ends. */
  private long partEnd;

  private int size;
  private long length;

  /**
   * A digest of one body.
   *
   * @param lengths of the parts, in bytes; one that is longer than the body is the whole
   */
  BodyDigest(Set<Long> lengths) {
    this.lengths = lengths.stream().mapToLong(Long::longValue).sorted().toArray();
    partEnd = lengthOf(0);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  void write(byte[] bytes, int start, int end) {
    int i = start;
    while (end - i >= partEnd - length) {
      int cut = i + (int) (partEnd - length);
      hash(bytes, i, cut);
      i = cut;
      length = partEnd;
      keepHash();
    }
    if (partsKept < lengths.length) {
      hash(bytes, i, end);
    }
    length += end - i;
  }

  /** Writes a number of CRLFs. */
  void writeLineEnds(long count) {
    for (long left = 2 * count; left > 0; left -= LINES.length) {
      write(LINES, 0, (int) Math.min(left, LINES.length));
    }
  }

  /** The hashes of what was written; to be called once. */
  BodyHashes finish() {
    while (partsKept < lengths.length) {
      keepHash();
    }
    return new BodyHashes(hashes, length);
  }

  private void hash(byte[] bytes, int start, int end) {
    if (end - start >= LARGE) {
      flush();
      running.update(bytes, start, end - start);
    } else {
      if (size + end - start > gathered.length) {
        flush();
      }
      System.arraycopy(bytes, start, gathered, size, end - start);
      size += end - start;
    }
  }

  private void flush() {
    running.update(gathered, 0, size);
    size = 0;
  }

  /** Keeps the hash of the next part, which ends here. */
  private void keepHash() {
    flush();
    try {
      MessageDigest copy = (MessageDigest) running.clone();
      hashes.put(partEnd, copy.digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
    }
    partsKept++;
    partEnd = lengthOf(partsKept);
  }

  /** Where there is no such part, it never ends. */
  private long lengthOf(int part) {
    return part < lengths.length ? lengths[part] : Long.MAX_VALUE;
  }
}
