package org.gate64.evidence;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.evidence.spf.SpfCheck;
import org.gate64.evidence.spf.SpfInquiry;
import org.gate64.evidence.spf.SpfQuery;
import org.gate64.evidence.spf.SpfStatus;

/** What is found out about a client while it still talks. Used by one thread, save its results. */
public final class ClientEvidence {

  private final CompletableFuture<FcrdnsResult> fcrdns;
  private Optional<Helo> helo = Optional.empty();

  private record Helo(SpfQuery query, SpfInquiry inquiry) {}

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

  /** Checks the HELO name, once for all messages, unless DNS would not say the last time. */
  SpfInquiry helo(SpfQuery query, SpfCheck spf) {
    Helo current =
        helo.filter(
                earlier ->
                    earlier.query().equals(query)
                        && !(earlier.inquiry().isDone()
                            && earlier.inquiry().resultByNow().status() == SpfStatus.TEMPERROR))
            .orElseGet(() -> new Helo(query, spf.check(query)));
    helo = Optional.of(current);
    return current.inquiry();
  }
}
