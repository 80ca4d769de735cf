package org.gate64.evidence;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gate64.evidence.spf.SpfInquiry;
import org.gate64.evidence.spf.SpfQuery;
import org.gate64.evidence.spf.SpfResult;
import org.gate64.evidence.spf.SpfStatus;

/**
 * The check of a HELO name, for all messages of a session that bear it.
 *
 * <p>For a null sender it counts, and is waited for as anything that counts. Beside a sender it is
 * only reported. Then a message waits for it no longer than a moment from the check's beginning, so
 * that what is in order is in the report whatever else was faster, while slow DNS of a HELO name
 * holds up the message at which the check begins for that moment at most, and none after it.
 *
 * @param query what was asked
 * @param inquiry the check itself
 * @param reported completed when a message that only reports the result need not wait any longer
 */
record HeloInquiry(SpfQuery query, SpfInquiry inquiry, CompletableFuture<SpfResult> reported) {

  /** Two or three lookups in a row, each to a server on the other side of the world. */
  static final Duration MOMENT = Duration.ofSeconds(1);

  /**
   * @param cpu where those who waited go on once the moment is over
   * @param timer ends the moment, and does nothing else
   */
  static HeloInquiry of(
      SpfQuery query, SpfInquiry inquiry, Executor cpu, ScheduledExecutorService timer) {
    CompletableFuture<SpfResult> reported = inquiry.result();
    if (!reported.isDone()) {
      endAfterMoment(inquiry, reported, cpu, timer);
    }
    return new HeloInquiry(query, inquiry, reported);
  }

  private static void endAfterMoment(
      SpfInquiry inquiry,
      CompletableFuture<SpfResult> reported,
      Executor cpu,
      ScheduledExecutorService timer) {
    try {
      Future<?> end =
          timer.schedule(
              () -> cpu.execute(() -> reported.complete(inquiry.resultByNow())),
              MOMENT.toNanos(),
              TimeUnit.NANOSECONDS);
      CompletableFuture<Void> unused = reported.thenRun(() -> end.cancel(false));
    } catch (RejectedExecutionException shuttingDown) {
      reported.complete(inquiry.resultByNow());
    }
  }

  /** Whether its result holds for this question too; what DNS would not say, it may say now. */
  boolean answers(SpfQuery other) {
    boolean unavailable = inquiry.isDone() && inquiry.resultByNow().status() == SpfStatus.TEMPERROR;
    return query.equals(other) && !unavailable;
  }
}
