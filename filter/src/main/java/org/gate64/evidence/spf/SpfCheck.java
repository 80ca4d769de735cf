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
   * @param executor where records are parsed and evaluated
   * @param timer ends a check that takes too long. It should drop cancelled tasks at once ({@link
   *     java.util.concurrent.ScheduledThreadPoolExecutor#setRemoveOnCancelPolicy}), for there is
   *     one for each check
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
   * Checks the sender's domain, or the HELO name of a null sender. Returns at once; all the rest is
   * done on the executor.
   */
  public SpfInquiry check(SpfQuery query) {
    Subject subject = Subject.of(query);
    CompletableFuture<Outcome> outcome =
        subject.domain().isPresent()
            ? begin(query, subject)
            : CompletableFuture.completedFuture(
                Outcome.of(SpfStatus.NONE, "no domain to ask for a policy"));
    return new SpfInquiry(subject, outcome);
  }

  private CompletableFuture<Outcome> begin(SpfQuery query, Subject subject) {
    CheckSession session = new CheckSession(query, subject, clock.instant().getEpochSecond());
    session.pushChecker(explanationChecker);
    session.pushChecker(checkHost);
    Evaluation evaluation =
        new Evaluation(session, new Lookups(dns, settings, query.client()), executor);
    evaluation.start();
    endAtDeadline(evaluation.outcome());
    return evaluation.outcome();
  }

  private void endAtDeadline(CompletableFuture<Outcome> outcome) {
    if (outcome.isDone()) {
      return;
    }
    Outcome late = Outcome.of(SpfStatus.TEMPERROR, "not decided within " + settings.deadline());
    try {
      ScheduledFuture<?> alarm =
          timer.schedule(
              () -> outcome.complete(late), settings.deadline().toNanos(), TimeUnit.NANOSECONDS);
      CompletableFuture<Void> unused = outcome.thenRun(() -> alarm.cancel(false));
    } catch (RejectedExecutionException e) {
      outcome.complete(Outcome.of(SpfStatus.TEMPERROR, "no room to go on"));
    }
  }
}
