package org.gate64.app;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.local.LocalReputationStore;

/** The records of a node that runs alone. */
record LocalRecords(LocalReputationStore store) implements NodeArchive.Records {

  @Override
  public void forEach(BiConsumer<Subject, TrackRecord> visitor) {
    store.entries().forEach(visitor);
  }

  @Override
  public void restore(Subject subject, TrackRecord record) {
    store.restore(subject, record);
  }

  @Override
  public CompletableFuture<Void> forget(Subject subject) {
    store.forget(subject);
    return CompletableFuture.completedFuture(null);
  }
}
