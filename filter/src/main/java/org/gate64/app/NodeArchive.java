package org.gate64.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.gate64.reputation.Pin;
import org.gate64.reputation.Pins;
import org.gate64.reputation.ReputationArchive;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.snapshot.PinFile;

/**
 * What this node remembers, and what its operators have set. Pins are this node's own: in a cluster
 * each node has to be told.
 */
final class NodeArchive implements ReputationArchive {

  private final Records records;
  private final Optional<PinFile> file;
  private volatile Pins pins;

  /** The records of a memory. */
  interface Records {
    void forEach(BiConsumer<Subject, TrackRecord> visitor);

    void restore(Subject subject, TrackRecord record);

    CompletableFuture<Void> forget(Subject subject);
  }

  /**
   * @param file where pins are kept; empty: nowhere
   * @param pins those of before
   */
  NodeArchive(Records records, Optional<PinFile> file, Pins pins) {
    this.records = records;
    this.file = file;
    this.pins = pins;
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
    return pins;
  }

  @Override
  public CompletableFuture<Void> pin(Subject subject, Pin pin) {
    return change(all -> all.put(subject, pin));
  }

  @Override
  public CompletableFuture<Void> unpin(Subject subject) {
    return change(all -> all.remove(subject));
  }

  /** What is not on the disk is not in force: else it would be gone after the next start. */
  private synchronized CompletableFuture<Void> change(Consumer<Map<Subject, Pin>> change) {
    Map<Subject, Pin> all = new HashMap<>(pins.all());
    change.accept(all);
    Pins changed = new Pins(all);
    try {
      if (file.isPresent()) {
        file.get().write(changed);
      }
      pins = changed;
      return CompletableFuture.completedFuture(null);
    } catch (IOException failure) {
      return CompletableFuture.failedFuture(new UncheckedIOException(failure));
    }
  }
}
