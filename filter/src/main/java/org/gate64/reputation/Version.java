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

  /**
   * A writer has been started and has written nothing yet.
   *
   * @param start how often, this time included: 1 or more
   */
  public static Version atStart(int start) {
    return new Version(start, 0);
  }

  /** The one for the next flush. */
  public Version next() {
    return new Version(start, Math.addExact(flush, 1));
  }

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
