package org.gate64.reputation;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The memory of all gate64 nodes that belong together; of one alone, its own. */
public interface ReputationStore {

  /**
   * What is remembered of some subjects. The future never fails, and is complete within the
   * memory's patience: whoever is not known, or not known in time, is not in the answer. It may be
   * completed on any thread.
   */
  CompletableFuture<Map<Subject, TrackRecord>> read(Collection<Subject> subjects);

  /**
   * Has something remembered, soon. Never waits; where too much is waiting already, the oldest is
   * dropped and counted.
   */
  void add(Subject subject, Change change);
}
