package org.gate64.evidence;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.gate64.evidence.fcrdns.FcrdnsResult;

/** What is found out about a client while it still talks. */
public final class ClientEvidence {

  private final CompletableFuture<FcrdnsResult> fcrdns;

  ClientEvidence(CompletableFuture<FcrdnsResult> fcrdns) {
    this.fcrdns = fcrdns;
  }

  /** The result, where it is in. */
  public Optional<FcrdnsResult> fcrdnsByNow() {
    return fcrdns.isDone() ? Optional.of(fcrdns.join()) : Optional.empty();
  }

  CompletableFuture<FcrdnsResult> fcrdns() {
    return fcrdns;
  }
}
