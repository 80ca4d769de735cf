package org.gate64.evidence.spf;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.gate64.dns.Dns;

/**
 * Checks whether a client may send for a domain (RFC 7208). Safe for use by many threads; no thread
 * ever waits for DNS.
 */
public final class SpfCheck {

  private final Dns dns;
  private final SpfSettings settings;
  private final Executor executor;
  private final ScheduledExecutorService timer;
  private final Clock clock;
  private final CheckHost checkHost;
  private final ExplanationChecker explanationChecker;

  /**
   * @param executor goes on with a check when an answer came late
   * @param timer ends a check that takes too long. It should drop cancelled tasks at once ({@link
   *     java.util.concurrent.ScheduledThreadPoolExecutor#setRemoveOnCancelPolicy}), for there is
   *     one for each check that has to wait
   */
  public SpfCheck(
      Dns dns, SpfSettings settings, Executor executor, ScheduledExecutorService timer) {
    this(dns, settings, executor, timer, Clock.systemUTC());
  }

  SpfCheck(
      Dns dns,
      SpfSettings settings,
      Executor executor,
      ScheduledExecutorService timer,
      Clock clock) {
    this.dns = dns;
    this.settings = settings;
    this.executor = executor;
    this.timer = timer;
    this.clock = clock;
    Macros macros = new Macros(settings.maxExplanationLength());
    this.checkHost = new CheckHost(macros, settings);
    this.explanationChecker = new ExplanationChecker(macros, settings.maxRecordLength());
  }

  /**
   * Checks the sender's domain, or the HELO name of a null sender.
   *
   * <p>Runs on the calling thread as long as DNS answers at once, then on the executor. The future
   * never fails; it is completed within the deadline, possibly on the timer's thread, so whatever
   * takes long belongs on an executor of the caller's own.
   */
  public CompletableFuture<SpfResult> check(SpfQuery query) {
    Subject subject = Subject.of(query);
    if (subject.domain().isEmpty()) {
      return CompletableFuture.completedFuture(
          subject.result(Outcome.of(SpfStatus.NONE, "no domain to ask for a policy")));
    }
    CheckSession session = new CheckSession(query, subject, clock.instant().getEpochSecond());
    session.pushChecker(explanationChecker);
    session.pushChecker(checkHost);
    Evaluation evaluation =
        new Evaluation(session, new Lookups(dns, settings, query.client()), executor);
    evaluation.proceed();
    return withinDeadline(evaluation.outcome()).thenApply(subject::result);
  }

  private CompletableFuture<Outcome> withinDeadline(CompletableFuture<Outcome> outcome) {
    if (outcome.isDone()) {
      return outcome;
    }
    Outcome late = Outcome.of(SpfStatus.TEMPERROR, "not decided within " + settings.deadline());
    try {
      ScheduledFuture<?> alarm =
          timer.schedule(
              () -> outcome.complete(late), settings.deadline().toNanos(), TimeUnit.NANOSECONDS);
      return outcome.whenComplete((unused, never) -> alarm.cancel(false));
    } catch (RejectedExecutionException e) {
      outcome.complete(Outcome.of(SpfStatus.TEMPERROR, "no room to go on"));
      return outcome;
    }
  }
}
