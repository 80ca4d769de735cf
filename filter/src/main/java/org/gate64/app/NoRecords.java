package org.gate64.app;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;

/** Of a memory that holds nothing. */
final class NoRecords implements NodeArchive.Records {

  @Override
  public void forEach(BiConsumer<Subject, TrackRecord> visitor) {
    // There is none.
  }

  @Override
  public void restore(Subject subject, TrackRecord record) {
    // It is forgotten at once.
  }

  @Override
  public CompletableFuture<Void> forget(Subject subject) {
    return CompletableFuture.completedFuture(null);
  }
}
