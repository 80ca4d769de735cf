package org.gate64.reputation.snapshot;

/**
 * How much of a file is read; one that holds more is damaged.
 *
 * @param file bytes of the file
 * @param content bytes that it unpacks to
 * @param line bytes of one line
 * @param records lines with a record
 */
record SnapshotBounds(long file, long content, int line, int records) {

  /** Many times what a full memory takes. */
  static SnapshotBounds usual() {
    return new SnapshotBounds(1L << 30, 8L << 30, 1 << 16, 5_000_000);
  }
}
