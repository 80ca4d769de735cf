package org.gate64.app;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gate64.admin.Page;
import org.gate64.admin.RefusedException;
import org.gate64.admin.Request;
import org.gate64.admin.Response;

/**
 * The threads that do what operators ask for, where that takes time: they may wait for the memory,
 * and for whoever reads or sends something large. A few, and so much may wait for them; beyond
 * that, one is told to come again.
 */
final class AdminWork implements Executor, AutoCloseable {

  private static final int THREADS = 4;
  private static final int WAITING = 32;
  private static final int PATIENCE_SECONDS = 5;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          30,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(WAITING),
          new NamedThreads("gate64-admin-work"));

  AdminWork() {
    threads.allowCoreThreadTimeOut(true);
  }

  /** How one request is answered. */
  @FunctionalInterface
  interface Task {
    Response answer(Request request) throws IOException;
  }

  /** Has such requests answered by these threads. */
  Page.Handler handler(Task task) {
    return request -> {
      CompletableFuture<Response> response = new CompletableFuture<>();
      try {
        execute(() -> run(task, request, response));
      } catch (RejectedExecutionException tooMuchToDo) {
        response.completeExceptionally(tooMuchToDo);
      }
      return response;
    };
  }

  /**
   * Waits for what was asked of the memory, less long than a request may last.
   *
   * @throws IOException where it failed; {@link RefusedException} where it takes longer
   */
  static <T> T await(CompletableFuture<T> change) throws IOException {
    try {
      return change.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw RefusedException.of(
          503, "The memory has not answered in time; whether it is done is not known.");
    } catch (ExecutionException failed) {
      throw new IOException("the memory could not be changed", failed.getCause());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw RefusedException.of(503, "gate64 is stopping.");
    }
  }

  @Override
  public void execute(Runnable work) {
    threads.execute(work);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static void run(Task task, Request request, CompletableFuture<Response> response) {
    try {
      response.complete(task.answer(request));
    } catch (IOException | RuntimeException failure) {
      response.completeExceptionally(failure);
    }
  }
}
