package org.gate64.attempts;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The memory of a gate64 that is to have none: all mail comes for the first time. */
public final class ForgetfulAttempts implements AttemptStore {

  @Override
  public CompletableFuture<Map<Fingerprint, Attempt>> find(Collection<Fingerprint> fingerprints) {
    return CompletableFuture.completedFuture(Map.of());
  }

  @Override
  public CompletableFuture<Optional<Attempt>> note(Fingerprint fingerprint, Attempt attempt) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public void forget(Fingerprint fingerprint) {
    // Nothing is known.
  }
}
