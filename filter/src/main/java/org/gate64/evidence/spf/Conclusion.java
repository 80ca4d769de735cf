package org.gate64.evidence.spf;

import java.util.concurrent.CompletableFuture;

/**
 * How one check ends. Its result may be certain a while before the check is over: what explains a
 * fail is looked up afterwards (RFC 7208, section 6.2), and whatever becomes of that, the fail
 * stands. Safe for use by many threads.
 */
final class Conclusion {

  private final CompletableFuture<Outcome> certain = new CompletableFuture<>();
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

  /** A check that was over before it began. */
  static Conclusion of(Outcome outcome) {
    Conclusion conclusion = new Conclusion();
    conclusion.complete(outcome);
    return conclusion;
  }

  /** Completed when the check is over. */
  CompletableFuture<Outcome> outcome() {
    return outcome;
  }

  boolean isOver() {
    return outcome.isDone();
  }

  /** The result is certain; only its explanation is still waited for. */
  void settle(Outcome result) {
    certain.complete(result);
  }

  /** Has the action run once the result is certain while its explanation is waited for. */
  void whenSettled(Runnable action) {
    CompletableFuture<Void> unused = certain.thenRun(action);
  }

  void complete(Outcome all) {
    outcome.complete(all);
  }

  /** Ends the check where it is: with its result where that is certain, or else with this. */
  void end(Outcome otherwise) {
    outcome.complete(certain.getNow(otherwise));
  }

  /** What is certain by now, or else this. */
  Outcome byNow(Outcome otherwise) {
    return outcome.getNow(certain.getNow(otherwise));
  }
}
