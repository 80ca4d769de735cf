package org.gate64.screening;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what is kept of all headers together. A header that is within its own limit is no danger;
 * as many of them as there may be sessions would take all memory, and every other message with it.
 */
final class HeaderMemory {

  /** What a field costs beside its text, roughly. */
  private static final int OCTETS_OF_FIELD = 128;

  private final long most;
  private final AtomicLong taken = new AtomicLong();

  HeaderMemory(long most) {
    this.most = most;
  }

  /** What a field of this length takes. */
  static int cost(int octets) {
    return octets + OCTETS_OF_FIELD;
  }

  /** Takes so much, unless that would be too much. */
  boolean take(int cost) {
    if (taken.addAndGet(cost) <= most) {
      return true;
    }
    taken.addAndGet(-cost);
    return false;
  }

  /** Gives back what was taken. */
  void giveBack(long cost) {
    taken.addAndGet(-cost);
  }
}
