package org.gate64.evidence;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.evidence.spf.SpfQuery;

/** What is found out about a client while it still talks. Used by one thread, save its results. */
public final class ClientEvidence {

  private final CompletableFuture<FcrdnsResult> fcrdns;
  private Optional<HeloInquiry> helo = Optional.empty();

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

  /** The check of the HELO name, begun once for all messages, unless DNS would not say. */
  HeloInquiry helo(SpfQuery query, Function<SpfQuery, HeloInquiry> begin) {
    HeloInquiry current =
        helo.filter(earlier -> earlier.answers(query)).orElseGet(() -> begin.apply(query));
    helo = Optional.of(current);
    return current;
  }
}
