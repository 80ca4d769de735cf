package org.gate64.attempts.hazelcast;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the cluster's answers, for a short time. What failed, and what has not come when it
 * ends, is nothing. Where members do not answer, questions pile up until they are given up: of
 * those only so many are kept.
 */
final class Patience {

  private static final int MOST_UNDER_WAY = 16_384;

  private final Duration time;
  private final ScheduledExecutorService timer;
  private final Executor callbacks;
  private final AtomicInteger underWay = new AtomicInteger();

  /**
   * @param timer ends waiting; never held up
   * @param callbacks where answers arrive
   */
  Patience(Duration time, ScheduledExecutorService timer, Executor callbacks) {
    this.time = time;
    this.timer = timer;
    this.callbacks = callbacks;
  }

  /** Asks, and has the answer when it came in time. */
  <T> CompletableFuture<Optional<T>> with(Supplier<CompletionStage<@Nullable T>> question) {
    CompletableFuture<Optional<T>> answer = new CompletableFuture<>();
    if (underWay.get() >= MOST_UNDER_WAY) {
      answer.complete(Optional.empty());
      return answer;
    }
    underWay.incrementAndGet();
    try {
      CompletionStage<@Nullable T> unused =
          question
              .get()
              .whenCompleteAsync(
                  (value, failure) -> {
                    underWay.decrementAndGet();
                    answer.complete(Optional.ofNullable(value));
                  },
                  callbacks);
    } catch (RuntimeException unavailable) {
      // The member is joining another part of the cluster, or shutting down.
      underWay.decrementAndGet();
      answer.complete(Optional.empty());
      return answer;
    }
    limit(answer);
    return answer;
  }

  private <T> void limit(CompletableFuture<Optional<T>> answer) {
    Runnable end = () -> answer.complete(Optional.empty());
    try {
      Future<?> waiting =
          timer.schedule(() -> elsewhere(end), time.toNanos(), TimeUnit.NANOSECONDS);
      CompletableFuture<?> unused = answer.whenComplete((value, never) -> waiting.cancel(false));
    } catch (RejectedExecutionException shuttingDown) {
      end.run();
    }
  }

  /** Off the timer's thread, as long as there is another. */
  private void elsewhere(Runnable end) {
    try {
      callbacks.execute(end);
    } catch (RejectedExecutionException shuttingDown) {
      end.run();
    }
  }
}
