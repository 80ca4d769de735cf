package org.gate64.reputation;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Changes on their way into the memory, gathered for each subject, so that a flood of mail from one
 * network becomes one change a flush. Bounded: where too many subjects wait, the change that has
 * waited longest is dropped and counted. Any thread may add; none waits for more than a sum.
 */
public final class ChangeBuffer {

  private final int capacity;
  private final Decay decay;
  private Map<Subject, Change> waiting = new LinkedHashMap<>();
  private long dropped;

  /**
   * Nothing is waiting.
   *
   * @param capacity so many subjects may wait, at least one
   * @param decay how changes of one subject fade until they are summed
   */
  public ChangeBuffer(int capacity, Decay decay) {
    if (capacity < 1) {
      throw new IllegalArgumentException("no room for any change: " + capacity);
    }
    this.capacity = capacity;
    this.decay = decay;
  }

  /** Adds to what is waiting for the subject. */
  public synchronized void add(Subject subject, Change change) {
    if (waiting.size() == capacity && !waiting.containsKey(subject)) {
      dropOldest();
    }
    waiting.merge(subject, change, (before, added) -> before.plus(added, decay));
  }

  /** Takes out all that is waiting, what has waited longest first. */
  public synchronized Map<Subject, Change> drain() {
    Map<Subject, Change> drained = waiting;
    waiting = new LinkedHashMap<>();
    return drained;
  }

  /** What is waiting for a subject. */
  public synchronized Optional<Change> pending(Subject subject) {
    return Optional.ofNullable(waiting.get(subject));
  }

  /** Drops what is waiting for a subject. */
  public synchronized void forget(Subject subject) {
    waiting.remove(subject);
  }

  /** How many subjects' changes were dropped since the beginning. */
  public synchronized long dropped() {
    return dropped;
  }

  private void dropOldest() {
    Iterator<Subject> oldest = waiting.keySet().iterator();
    oldest.next();
    oldest.remove();
    dropped++;
  }
}
