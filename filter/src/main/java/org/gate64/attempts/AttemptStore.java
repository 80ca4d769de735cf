package org.gate64.attempts;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Where refused mail is remembered for some time: by all gate64 nodes that belong together, or by
 * one alone. No future fails; they may be completed on any thread.
 */
public interface AttemptStore {

  /**
   * What is known of some mail. Complete within the store's patience: what is not known, or not in
   * time, is not in the answer.
   */
  CompletableFuture<Map<Fingerprint, Attempt>> find(Collection<Fingerprint> fingerprints);

  /**
   * Joins an attempt with what is known of the same mail, in one step.
   *
   * @return what was known before; empty where nothing was, and where the store could not tell
   */
  CompletableFuture<Optional<Attempt>> note(Fingerprint fingerprint, Attempt attempt);

  /** Forgets what is known of a mail, soon. Never waits. */
  void forget(Fingerprint fingerprint);
}
