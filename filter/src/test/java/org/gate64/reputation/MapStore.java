package org.gate64.reputation;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A memory in which everything is written at once. */
public final class MapStore implements ReputationStore {

  private static final Writer WRITER = new Writer(1);

  private final Decay decay;
  private final Map<Subject, TrackRecord> records = new HashMap<>();
  private int flush;

  /** Remembers nothing yet. */
  public MapStore(Decay decay) {
    this.decay = decay;
  }

  @Override
  public CompletableFuture<Map<Subject, TrackRecord>> read(Collection<Subject> subjects) {
    Map<Subject, TrackRecord> found = new HashMap<>(records);
    found.keySet().retainAll(subjects);
    return CompletableFuture.completedFuture(found);
  }

  @Override
  public void add(Subject subject, Change change) {
    Version version = new Version(1, ++flush);
    records.merge(
        subject,
        TrackRecord.empty().with(WRITER, version, change, decay),
        (before, ignored) -> before.with(WRITER, version, change, decay));
  }

  /** As if it had faded away. */
  public void forget(Subject subject) {
    records.remove(subject);
  }

  /** What is remembered of a subject. */
  public TrackRecord of(Subject subject) {
    return records.getOrDefault(subject, TrackRecord.empty());
  }
}
