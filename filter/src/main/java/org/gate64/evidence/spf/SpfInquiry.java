package org.gate64.evidence.spf;

import java.util.concurrent.CompletableFuture;

/** One check on its way to its result. Safe for use by many threads. */
public final class SpfInquiry {

  private static final Outcome LATE = Outcome.of(SpfStatus.TEMPERROR, "no answer came in time");
  private static final Outcome GIVEN_UP =
      Outcome.of(SpfStatus.TEMPERROR, "given up before there was an answer");

  private final Subject subject;
  private final CompletableFuture<Outcome> outcome;

  /**
   * @param outcome completed by the check, which ends where somebody else completes it
   */
  SpfInquiry(Subject subject, CompletableFuture<Outcome> outcome) {
    this.subject = subject;
    this.outcome = outcome;
  }

  /**
   * Never fails. Completed within the deadline of the settings, possibly on the timer's thread, so
   * whatever takes long belongs on an executor of the caller's own. To cancel it ends nothing but
   * the caller's own waiting.
   */
  public CompletableFuture<SpfResult> result() {
    return outcome.thenApply(subject::result);
  }

  /** Whether the result is in. */
  public boolean isDone() {
    return outcome.isDone();
  }

  /** What is known by now, for a caller that can wait no longer; else a temperror. */
  public SpfResult resultByNow() {
    return subject.result(outcome.getNow(LATE));
  }

  /**
   * Ends the check where it is, with a temperror; DNS is asked nothing more for it. A check that
   * has its result keeps it.
   */
  public void giveUp() {
    outcome.complete(GIVEN_UP);
  }
}
