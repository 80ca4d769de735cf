package org.gate64.evidence.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.ZoneDns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** DNS that takes its time, or never answers at all. */
@Timeout(30)
class SpfWaitingTest {

  private static final SpfQuery QUERY =
      Checks.query("2001:db8::25", "helo.example.org", "joe@example.org");
  private static final Dns SILENT = question -> new CompletableFuture<>();
  private static final ZoneDns ZONE =
      ZoneDns.of(
          "example.org. TXT \"v=spf1 a:a.example.org mx include:b.example.org -all\"",
          "example.org. MX 10 a.example.org.",
          "a.example.org. AAAA 2001:db8::1",
          "b.example.org. TXT \"v=spf1 a:c.example.org\"",
          "c.example.org. AAAA 2001:db8::25");

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "spf"));

  SpfWaitingTest() {
    timer.setRemoveOnCancelPolicy(true);
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
    executor.shutdownNow();
  }

  @Test
  void silenceIsATemperrorAtTheDeadline() {
    Duration deadline = Duration.ofMillis(200);
    SpfSettings settings = new SpfSettings(deadline, 2, V4OnlyHosts.IGNORE, 100, 4096, 500);
    long start = System.nanoTime();
    SpfResult result = new SpfCheck(SILENT, settings, executor, timer).check(QUERY).result().join();
    assertThat(result.status()).isEqualTo(SpfStatus.TEMPERROR);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(deadline, Duration.ofSeconds(5));
  }

  @Test
  void anAnswerAfterTheDeadlineChangesNothingAndAsksNothing() {
    ConcurrentLinkedQueue<CompletableFuture<DnsAnswer>> waiting = new ConcurrentLinkedQueue<>();
    SpfSettings settings =
        new SpfSettings(Duration.ofMillis(50), 2, V4OnlyHosts.IGNORE, 100, 4096, 500);
    Dns dns =
        question -> {
          CompletableFuture<DnsAnswer> never = new CompletableFuture<>();
          waiting.add(never);
          return never;
        };
    CompletableFuture<SpfResult> result =
        new SpfCheck(dns, settings, Runnable::run, timer).check(QUERY).result();
    assertThat(result.join().status()).isEqualTo(SpfStatus.TEMPERROR);
    waiting.forEach(late -> late.complete(Answers.text("v=spf1 a +all").join()));
    assertThat(waiting).hasSize(1);
    assertThat(result.join().status()).isEqualTo(SpfStatus.TEMPERROR);
  }

  @Test
  void answersThatAreThereAtOnceAreReadOnTheExecutorToo() {
    ZoneDns dns = ZoneDns.of("example.org. TXT \"v=spf1 +all\"");
    Queue<Runnable> tasks = new ArrayDeque<>();
    SpfInquiry inquiry = new SpfCheck(dns, SpfSettings.defaults(), tasks::add, timer).check(QUERY);
    assertThat(dns.asked()).isEmpty();
    assertThat(tasks).hasSize(1);

    tasks.remove().run();
    assertThat(inquiry.resultByNow().status()).isEqualTo(SpfStatus.PASS);
  }

  @Test
  void lateAnswersGoOnOnTheExecutorOnly() {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    Executor recording =
        task ->
            executor.execute(
                () -> {
                  threads.add(Thread.currentThread().getName());
                  task.run();
                });
    SpfResult result =
        new SpfCheck(new LateDns(ZONE, timer, 1), SpfSettings.defaults(), recording, timer)
            .check(QUERY)
            .result()
            .join();
    assertThat(result.status()).isEqualTo(SpfStatus.PASS);
    assertThat(threads).containsExactly("spf");
  }

  @Test
  void nothingIsLeftBehindOnTheTimer() throws InterruptedException {
    new SpfCheck(new LateDns(ZONE, timer, 1), SpfSettings.defaults(), executor, timer)
        .check(QUERY)
        .result()
        .join();
    executor.shutdown();
    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(timer.getQueue()).isEmpty();
  }

  @Test
  void manyChecksAtATimeShareRecordsAndDoNotMeddleWithEachOther() {
    ExecutorService several = Executors.newFixedThreadPool(4);
    SpfCheck check =
        new SpfCheck(new LateDns(ZONE, timer, 1), SpfSettings.defaults(), several, timer);
    List<CompletableFuture<SpfResult>> results = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      String client = i % 2 == 0 ? "2001:db8::25" : "2001:db8::26";
      results.add(
          check.check(Checks.query(client, "helo.example.org", "joe@example.org")).result());
    }
    for (int i = 0; i < results.size(); i++) {
      assertThat(results.get(i).join().status())
          .isEqualTo(i % 2 == 0 ? SpfStatus.PASS : SpfStatus.FAIL);
    }
    several.shutdown();
  }

  @Test
  void anExecutorThatRefusesIsATemperrorAtOnce() {
    executor.shutdown();
    SpfResult result =
        new SpfCheck(new LateDns(ZONE, timer, 1), SpfSettings.defaults(), executor, timer)
            .check(QUERY)
            .result()
            .join();
    assertThat(result.status()).isEqualTo(SpfStatus.TEMPERROR);
  }

  @Test
  void aTimerThatRefusesIsATemperrorAtOnce() {
    timer.shutdown();
    SpfResult result =
        new SpfCheck(SILENT, SpfSettings.defaults(), executor, timer).check(QUERY).result().join();
    assertThat(result.status()).isEqualTo(SpfStatus.TEMPERROR);
  }

  @Test
  void aResolverThatBreaksItsPromiseIsATemperror() {
    Dns broken = question -> CompletableFuture.failedFuture(new IllegalStateException("broken"));
    assertThat(Checks.check(broken, SpfSettings.defaults(), QUERY).status())
        .isEqualTo(SpfStatus.TEMPERROR);
  }

  @Test
  void pointersThatCannotBeHadAreATemperrorUnlessSomethingElsePasses() {
    String trouble =
        ";!servfail 5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.";
    ZoneDns failing = ZoneDns.of("example.org. TXT \"v=spf1 ptr -all\"", trouble);
    ZoneDns passing = ZoneDns.of("example.org. TXT \"v=spf1 ptr ip6:2001:db8::25 -all\"", trouble);
    assertThat(Checks.check(failing, SpfSettings.defaults(), QUERY).status())
        .isEqualTo(SpfStatus.TEMPERROR);
    assertThat(Checks.check(passing, SpfSettings.defaults(), QUERY).status())
        .isEqualTo(SpfStatus.PASS);
  }
}
