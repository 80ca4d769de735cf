package org.gate64.reputation;

/**
 * Who remembers: one gate64 with its state directory, for as long as that exists.
 *
 * @param id drawn at random when it was first started
 */
public record Writer(long id) implements Comparable<Writer> {

  @Override
  public int compareTo(Writer other) {
    return Long.compareUnsigned(id, other.id);
  }

  @Override
  public String toString() {
    return "%016x".formatted(id);
  }
}
