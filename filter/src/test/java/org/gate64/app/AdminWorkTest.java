package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gate64.admin.Page;
import org.gate64.admin.Parameters;
import org.gate64.admin.Request;
import org.gate64.admin.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AdminWorkTest {

  private static final Request REQUEST =
      new Request(new Parameters(Map.of()), InputStream.nullInputStream());

  @Test
  void worksOnThreadsOfItsOwn() throws Exception {
    try (AdminWork work = new AdminWork()) {
      Page.Handler handler =
          work.handler(request -> Response.plain(200, Thread.currentThread().getName()));

      assertThat(handler.answer(REQUEST).get(20, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              Response.Text.class,
              response -> assertThat(response.text()).startsWith("gate64-admin-work-"));
    }
  }

  @Test
  void refusesMoreThanItCanDoInsteadOfGatheringIt() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (AdminWork work = new AdminWork()) {
      Page.Handler handler =
          work.handler(
              request -> {
                awaitEnd(end);
                return Response.plain(200, "");
              });
      List<CompletableFuture<Response>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        answers.add(handler.answer(REQUEST));
      }

      assertThat(answers.stream().filter(CompletableFuture::isCompletedExceptionally))
          .hasSize(100 - 4 - 32);
      end.countDown();
      answers.get(0).get(20, TimeUnit.SECONDS);
    }
  }

  private static void awaitEnd(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
