package org.gate64.evidence.dmarc;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.gate64.dns.DnsQuestion;

/**
 * Asks DNS until a conclusion is final: concludes from what is known, asks for what is wanted, and
 * concludes anew with every answer.
 *
 * <p>Answers may arrive at once, on many threads and in any order. Each is a turn; who takes the
 * first one takes those of the others too. So nothing is concluded twice at a time, and answers
 * that are there at once make the loop longer, not the stack deeper.
 */
final class Pursuit<T> {

  private final Lookups lookups;
  private final Function<Map<DnsQuestion, Answer>, Step<T>> conclusion;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final AtomicInteger turns = new AtomicInteger();

  /** Touched by whoever takes the turns. */
  private final Set<DnsQuestion> asked = new HashSet<>();

  private Pursuit(Lookups lookups, Function<Map<DnsQuestion, Answer>, Step<T>> conclusion) {
    this.lookups = lookups;
    this.conclusion = conclusion;
  }

  /** The future never fails; where the lookups are ended, it has what was known by then. */
  static <T> CompletableFuture<T> of(
      Lookups lookups, Function<Map<DnsQuestion, Answer>, Step<T>> conclusion) {
    Pursuit<T> pursuit = new Pursuit<>(lookups, conclusion);
    pursuit.proceed();
    var unused = lookups.ended().thenRun(pursuit::proceed);
    return pursuit.result;
  }

  private void proceed() {
    if (turns.getAndIncrement() > 0) {
      return;
    }
    int taken = 1;
    do {
      conclude();
      taken = turns.addAndGet(-taken);
    } while (taken > 0);
  }

  private void conclude() {
    if (result.isDone()) {
      return;
    }
    Step<T> step = conclusion.apply(lookups.known());
    if (step.wanted().isEmpty() || lookups.ended().isDone()) {
      result.complete(step.value());
      return;
    }
    for (DnsQuestion question : step.wanted()) {
      if (asked.add(question)) {
        var unused = lookups.ask(question).thenRun(this::proceed);
      }
    }
  }
}
