package org.gate64.evidence;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sees to it that gathering comes to an end: first with what there is by the deadline, and where
 * even that finds no processor, a moment later with nothing.
 */
final class Deadlines {

  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Executor cpu;
  private final ScheduledExecutorService timer;
  private final Duration patience;

  Deadlines(Executor cpu, ScheduledExecutorService timer, Duration patience) {
    this.cpu = cpu;
    this.timer = timer;
    this.patience = patience;
  }

  void watch(CompletableFuture<Gathered> gathered, Supplier<Gathered> byNow) {
    if (gathered.isDone()) {
      return;
    }
    try {
      Future<?> deadline =
          timer.schedule(
              () -> cpu.execute(() -> gathered.complete(byNow.get())),
              patience.toNanos(),
              TimeUnit.NANOSECONDS);
      Future<?> end =
          timer.schedule(
              () -> gathered.complete(new Gathered.OutOfTime()),
              patience.plus(GRACE).toNanos(),
              TimeUnit.NANOSECONDS);
      CompletableFuture<Gathered> unused =
          gathered.whenComplete(
              (result, never) -> {
                deadline.cancel(false);
                end.cancel(false);
              });
    } catch (RejectedExecutionException shuttingDown) {
      gathered.complete(byNow.get());
    }
  }
}
