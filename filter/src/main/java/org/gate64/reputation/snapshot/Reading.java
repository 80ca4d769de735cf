package org.gate64.reputation.snapshot;

/** What came of reading a snapshot. */
public sealed interface Reading {

  /**
   * It is whole.
   *
   * @param records that were handed on
   * @param skipped lines that are none of a record that this gate64 understands
   */
  record Whole(long records, long skipped) implements Reading {}

  /** There is no such file. */
  record Absent() implements Reading {}

  /**
   * It is cut, damaged, too large, of a newer gate64, or cannot be read at all; nothing of it was
   * handed on.
   *
   * @param reason in words, for the log
   */
  record Unusable(String reason) implements Reading {}
}
