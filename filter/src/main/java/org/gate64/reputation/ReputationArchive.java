package org.gate64.reputation;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** The memory as operators see it: all of it, and what they have set themselves. */
public interface ReputationArchive {

  /**
   * Goes through all that is remembered, in no order. Takes its time: not for the threads that mail
   * waits for.
   */
  void forEach(BiConsumer<Subject, TrackRecord> visitor);

  /** Joins a record with what is remembered of its subject; twice is as once. */
  void restore(Subject subject, TrackRecord record);

  /** Forgets all about a subject, what is still to be written too. */
  CompletableFuture<Void> forget(Subject subject);

  /** What operators have set, by now. */
  Pins pins();

  /** Sets a standing, instead of any that was set before. */
  CompletableFuture<Void> pin(Subject subject, Pin pin);

  /** Lets what is remembered count again. */
  CompletableFuture<Void> unpin(Subject subject);
}
