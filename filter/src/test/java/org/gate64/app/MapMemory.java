package org.gate64.app;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Change;
import org.gate64.reputation.Decay;
import org.gate64.reputation.Pin;
import org.gate64.reputation.Pins;
import org.gate64.reputation.ReputationArchive;
import org.gate64.reputation.ReputationStore;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.Version;
import org.gate64.reputation.Writer;

/** A memory in which everything is done at once. */
final class MapMemory implements ReputationStore, ReputationArchive {

  private static final Writer WRITER = new Writer(0xa1);

  private final Decay decay;
  private final Map<Subject, TrackRecord> records = new ConcurrentHashMap<>();
  private final Map<Subject, Pin> pins = new ConcurrentHashMap<>();
  private int flush;
  private volatile boolean broken;

  MapMemory(Decay decay) {
    this.decay = decay;
  }

  /** Has something remembered of whom the text means. */
  void remember(String subject, Cause cause, double weight, Instant at) {
    add(subject(subject), Change.of(Tally.of(cause, weight, at)));
  }

  /** From now on, nobody can go through it. */
  void breakDown() {
    broken = true;
  }

  static Subject subject(String text) {
    return Subject.parse(text).orElseThrow();
  }

  Map<Subject, TrackRecord> records() {
    return records;
  }

  @Override
  public CompletableFuture<Map<Subject, TrackRecord>> read(Collection<Subject> subjects) {
    Map<Subject, TrackRecord> found = new LinkedHashMap<>(records);
    found.keySet().retainAll(subjects);
    return CompletableFuture.completedFuture(found);
  }

  @Override
  public void add(Subject subject, Change change) {
    Version version = new Version(1, ++flush);
    TrackRecord before = records.getOrDefault(subject, TrackRecord.empty());
    records.put(subject, before.with(WRITER, version, change, decay));
  }

  @Override
  public void forEach(BiConsumer<Subject, TrackRecord> visitor) {
    if (broken) {
      throw new IllegalStateException("the memory is broken");
    }
    records.forEach(visitor);
  }

  @Override
  public void restore(Subject subject, TrackRecord record) {
    records.merge(subject, record, TrackRecord::join);
  }

  @Override
  public CompletableFuture<Void> forget(Subject subject) {
    records.remove(subject);
    return CompletableFuture.allOf();
  }

  @Override
  public Pins pins() {
    return new Pins(pins);
  }

  @Override
  public CompletableFuture<Void> pin(Subject subject, Pin pin) {
    pins.put(subject, pin);
    return CompletableFuture.allOf();
  }

  @Override
  public CompletableFuture<Void> unpin(Subject subject) {
    pins.remove(subject);
    return CompletableFuture.allOf();
  }
}
