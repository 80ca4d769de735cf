package org.gate64.evidence.spf;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.gate64.dns.Payer;
import org.gate64.dns.SharedDns;
import org.gate64.net.ClientAddress;

/**
 * Checks whether a client may send for a domain (RFC 7208). Safe for use by many threads; no thread
 * ever waits for DNS.
 */
public final class SpfCheck {

  /**
   * For so long a fail waits for its explanation. Names that are in order answer well within it,
   * and no message is to be held up by what changes nothing about it.
   */
  static final Duration PATIENCE_FOR_EXPLANATION = Duration.ofSeconds(1);

  private final SharedDns dns;
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
      SharedDns dns, SpfSettings settings, Executor executor, ScheduledExecutorService timer) {
    this(dns, settings, executor, timer, Clock.systemUTC());
  }

  SpfCheck(
      SharedDns dns,
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
   * done on the executor, and what is looked up goes on the account of the client's network.
   */
  public SpfInquiry check(SpfQuery query) {
    Subject subject = Subject.of(query);
    Conclusion conclusion =
        subject.domain().isPresent()
            ? begin(query, subject)
            : Conclusion.of(Outcome.of(SpfStatus.NONE, "no domain to ask for a policy"));
    return new SpfInquiry(subject, conclusion);
  }

  private Conclusion begin(SpfQuery query, Subject subject) {
    CheckSession session = new CheckSession(query, subject, clock.instant().getEpochSecond());
    session.pushChecker(explanationChecker);
    session.pushChecker(checkHost);
    Evaluation evaluation = new Evaluation(session, lookups(query.client()), executor);
    Conclusion conclusion = evaluation.conclusion();
    evaluation.start();
    endAfter(settings.deadline(), conclusion);
    conclusion.whenSettled(() -> endAfter(PATIENCE_FOR_EXPLANATION, conclusion));
    return conclusion;
  }

  private Lookups lookups(ClientAddress client) {
    return new Lookups(dns.paidBy(Payer.of(client)), settings, client);
  }

  private void endAfter(Duration time, Conclusion conclusion) {
    if (conclusion.isOver()) {
      return;
    }
    try {
      ScheduledFuture<?> alarm =
          timer.schedule(
              () -> conclusion.end(Outcome.of(SpfStatus.TEMPERROR, "not decided within " + time)),
              time.toNanos(),
              TimeUnit.NANOSECONDS);
      CompletableFuture<Void> unused = conclusion.outcome().thenRun(() -> alarm.cancel(false));
    } catch (RejectedExecutionException e) {
      conclusion.end(Outcome.of(SpfStatus.TEMPERROR, "no room to go on"));
    }
  }
}
