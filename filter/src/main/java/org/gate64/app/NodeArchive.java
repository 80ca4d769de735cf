package org.gate64.app;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.gate64.reputation.Pin;
import org.gate64.reputation.Pins;
import org.gate64.reputation.ReputationArchive;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;

/** What this node remembers, alone or with others, and what operators have set. */
final class NodeArchive implements ReputationArchive {

  private final Records records;
  private final Pinning pinning;

  /** The records of a memory. */
  interface Records {
    void forEach(BiConsumer<Subject, TrackRecord> visitor);

    void restore(Subject subject, TrackRecord record);

    CompletableFuture<Void> forget(Subject subject);
  }

  /** What operators have set, and where that is kept. */
  interface Pinning {
    Pins pins();

    CompletableFuture<Void> pin(Subject subject, Pin pin);

    CompletableFuture<Void> unpin(Subject subject);
  }

  NodeArchive(Records records, Pinning pinning) {
    this.records = records;
    this.pinning = pinning;
  }

  @Override
  public void forEach(BiConsumer<Subject, TrackRecord> visitor) {
    records.forEach(visitor);
  }

  @Override
  public void restore(Subject subject, TrackRecord record) {
    records.restore(subject, record);
  }

  @Override
  public CompletableFuture<Void> forget(Subject subject) {
    return records.forget(subject);
  }

  @Override
  public Pins pins() {
    return pinning.pins();
  }

  @Override
  public CompletableFuture<Void> pin(Subject subject, Pin pin) {
    return pinning.pin(subject, pin);
  }

  @Override
  public CompletableFuture<Void> unpin(Subject subject) {
    return pinning.unpin(subject);
  }
}
