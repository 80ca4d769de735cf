package org.gate64.app;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.hazelcast.HazelcastReputationStore;

/** The records of a cluster. */
record SharedRecords(HazelcastReputationStore store) implements NodeArchive.Records {

  @Override
  public void forEach(BiConsumer<Subject, TrackRecord> visitor) {
    store.entries().forEach(entry -> visitor.accept(entry.getKey(), entry.getValue()));
  }

  @Override
  public void restore(Subject subject, TrackRecord record) {
    var unused = store.restore(subject, record);
  }

  @Override
  public CompletableFuture<Void> forget(Subject subject) {
    return done(store.forget(subject));
  }

  /** Fails where it was not done. */
  static CompletableFuture<Void> done(CompletableFuture<Boolean> changed) {
    return changed.thenApply(
        done -> {
          if (!done) {
            throw new IllegalStateException("the cluster did not answer");
          }
          return null;
        });
  }
}
