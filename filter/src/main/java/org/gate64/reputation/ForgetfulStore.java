package org.gate64.reputation;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The memory of a gate64 that is to have none. */
public final class ForgetfulStore implements ReputationStore {

  @Override
  public CompletableFuture<Map<Subject, TrackRecord>> read(Collection<Subject> subjects) {
    return CompletableFuture.completedFuture(Map.of());
  }

  @Override
  public void add(Subject subject, Change change) {
    // That is the point of it.
  }
}
