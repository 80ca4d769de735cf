package org.gate64.evidence.spf;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.james.jspf.core.DNSLookupContinuation;
import org.apache.james.jspf.core.DNSResponse;
import org.apache.james.jspf.core.SPFChecker;
import org.apache.james.jspf.core.SPFCheckerDNSResponseListener;
import org.apache.james.jspf.core.SPFCheckerExceptionCatcher;
import org.apache.james.jspf.core.exceptions.PermErrorException;
import org.apache.james.jspf.core.exceptions.SPFResultException;
import org.apache.james.jspf.core.exceptions.TempErrorException;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One check under way; in the place of jSPF's {@code SPFExecutor}.
 *
 * <p>It runs on the executor from its first step: records out of the cache would else be parsed by
 * whoever asks for the check.
 *
 * <p>jSPF leaves a stack of checkers in its session. Each may push others, and may return a
 * question for DNS with a listener for the answer. This runs them in a loop: an answer that is
 * there at once goes on in the same loop, so that the stack of the thread does not grow with the
 * number of questions; for a later one the loop ends, and the answer starts it again on the
 * executor. At any time at most one thread is in the loop, and each hands over to the next by the
 * completion of a future.
 */
final class Evaluation {

  private static final Logger LOG = LoggerFactory.getLogger(Evaluation.class);

  @FunctionalInterface
  private interface Step {
    @Nullable DNSLookupContinuation run() throws SPFResultException;
  }

  private final CheckSession session;
  private final Lookups lookups;
  private final Executor executor;
  private final Conclusion conclusion = new Conclusion();
  private Optional<DNSLookupContinuation> question = Optional.empty();

  Evaluation(CheckSession session, Lookups lookups, Executor executor) {
    this.session = session;
    this.lookups = lookups;
    this.executor = executor;
    CompletableFuture<Void> unused = conclusion.outcome().thenRun(lookups::close);
  }

  /** Reached by the loop, or from outside, which ends the loop. */
  Conclusion conclusion() {
    return conclusion;
  }

  void start() {
    hop(this::proceed);
  }

  /** Runs until an answer is to be waited for, or to the end. */
  private void proceed() {
    while (!conclusion.isOver()) {
      if (question.isPresent()) {
        DNSLookupContinuation asked = question.get();
        CompletableFuture<Reply> reply = ask(asked);
        if (!reply.isDone()) {
          session.settledOutcome().ifPresent(conclusion::settle);
          CompletableFuture<Void> unused = reply.thenAccept(late -> resume(asked, late));
          return;
        }
        take(asked, reply.join());
      } else {
        SPFChecker next = session.popChecker();
        if (next == null) {
          conclusion.complete(session.outcome());
        } else {
          attempt(() -> next.checkSPF(session));
        }
      }
    }
  }

  private void resume(DNSLookupContinuation asked, Reply reply) {
    hop(
        () -> {
          if (!conclusion.isOver()) {
            take(asked, reply);
            proceed();
          }
        });
  }

  private void hop(Runnable steps) {
    try {
      executor.execute(steps);
    } catch (RejectedExecutionException e) {
      conclusion.end(Outcome.of(SpfStatus.TEMPERROR, "no room to go on"));
    }
  }

  private CompletableFuture<Reply> ask(DNSLookupContinuation asked) {
    return lookups
        .answer(asked)
        .exceptionally(
            broken -> new Reply.Unavailable(FailureReason.UNREACHABLE, "the resolver broke down"));
  }

  private void take(DNSLookupContinuation asked, Reply reply) {
    attempt(
        () -> {
          @Nullable List<String> records = records(asked, reply);
          return asked.getListener().onDNSResponse(new DNSResponse(records), session);
        });
  }

  /** Null is jSPF's word for no records. */
  private @Nullable List<String> records(DNSLookupContinuation asked, Reply reply)
      throws SPFResultException {
    if (reply instanceof Reply.Records found) {
      return found.records();
    }
    if (reply instanceof Reply.Excessive excessive) {
      throw new PermErrorException(excessive.detail());
    }
    if (reply instanceof Reply.Unavailable unavailable) {
      bear(asked, unavailable);
    }
    return null;
  }

  /**
   * A failure is a temperror, save where the RFC goes on without the answer: for the client's own
   * names (sections 5.5 and 7.3) and for the explanation. When one of those names could not be had,
   * nothing but a pass is to be relied on; a name whose records make no sense is none, though.
   */
  private void bear(DNSLookupContinuation asked, Reply.Unavailable unavailable)
      throws TempErrorException {
    SPFCheckerDNSResponseListener asker = asked.getListener();
    boolean ofClient =
        asker instanceof Ptr || asker instanceof Ptr.Names || asker instanceof ClientNames;
    if (ofClient && unavailable.reason() != FailureReason.MALFORMED) {
      session.noteUnavailable(unavailable.detail());
    } else if (!ofClient && !(asker instanceof ExplanationChecker)) {
      throw new TempErrorException(unavailable.detail());
    }
  }

  private void attempt(Step step) {
    question = Optional.empty();
    try {
      question = Optional.ofNullable(step.run());
    } catch (SPFResultException e) {
      handle(e);
    } catch (RuntimeException | StackOverflowError e) {
      // All of a record's text went through bounds before, but jSPF's parser and mechanisms are
      // regular expressions and array arithmetic on it. Whatever slips through is the record's
      // fault, for nothing else differs from check to check, and must not cost more than this one.
      LOG.debug("a record that cannot be evaluated", e);
      handle(new PermErrorException("a record that cannot be evaluated"));
    }
  }

  /** Gives the exception to the catchers of includes and redirects, from the innermost outwards. */
  private void handle(SPFResultException thrown) {
    SPFResultException exception = thrown;
    SPFChecker catcher;
    while ((catcher = session.popChecker(SPFCheckerExceptionCatcher.class::isInstance)) != null) {
      try {
        ((SPFCheckerExceptionCatcher) catcher).onException(exception, session);
        return;
      } catch (SPFResultException rethrown) {
        exception = rethrown;
      }
    }
    SpfStatus status = SpfStatus.valueOf(exception.getResult().toUpperCase(Locale.ROOT));
    conclusion.complete(Outcome.of(status, String.valueOf(exception.getMessage())));
  }
}
