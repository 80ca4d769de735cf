package org.gate64.evidence.spf;

import java.util.concurrent.CompletableFuture;

/** One check on its way to its result. Safe for use by many threads. */
public final class SpfInquiry {

  private static final Outcome LATE = Outcome.of(SpfStatus.TEMPERROR, "no answer came in time");
  private static final Outcome GIVEN_UP =
      Outcome.of(SpfStatus.TEMPERROR, "given up before there was an answer");

  private final Subject subject;
  private final Conclusion conclusion;

  /**
   * @param conclusion reached by the check, which ends where somebody else ends it
   */
  SpfInquiry(Subject subject, Conclusion conclusion) {
    this.subject = subject;
    this.conclusion = conclusion;
  }

  /**
   * Never fails. Completed within the deadline of the settings, possibly on the timer's thread, so
   * whatever takes long belongs on an executor of the caller's own. To cancel it ends nothing but
   * the caller's own waiting.
   */
  public CompletableFuture<SpfResult> result() {
    return conclusion.outcome().thenApply(subject::result);
  }

  /** Whether the result is in, with all that belongs to it. */
  public boolean isDone() {
    return conclusion.isOver();
  }

  /**
   * What is known by now, for a caller that can wait no longer, be it a fail whose explanation is
   * still missing; else a temperror.
   */
  public SpfResult resultByNow() {
    return subject.result(conclusion.byNow(LATE));
  }

  /**
   * Ends the check where it is, with a temperror; DNS is asked nothing more for it. A check that
   * has its result keeps it, and does without an explanation that is still missing.
   */
  public void giveUp() {
    conclusion.end(GIVEN_UP);
  }
}
