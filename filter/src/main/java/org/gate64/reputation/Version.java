package org.gate64.reputation;

/**
 * Which state of one writer's memory a thing belongs to: later ones contain what earlier ones hold.
 *
 * @param start how often the writer had been started
 * @param flush how often it had written since
 */
public record Version(int start, int flush) implements Comparable<Version> {

  /** Before anything was written. */
  public static final Version NONE = new Version(0, 0);

  @Override
  public int compareTo(Version other) {
    return start != other.start
        ? Integer.compare(start, other.start)
        : Integer.compare(flush, other.flush);
  }

  boolean isAfter(Version other) {
    return compareTo(other) > 0;
  }
}
