package org.gate64.evidence.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import org.assertj.core.api.SoftAssertions;
import org.gate64.Conformance;
import org.gate64.dns.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The conformance suite of RFC 7208; every case of it passes. */
@Timeout(60)
class Rfc7208SuiteTest {

  private static final int CASES = 203;
  private static final long SEED = 7208;

  private final List<SuiteCase> suite = SuiteCase.all();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledExecutorService alarms = Checks.timeStandsStill();
  private final ExecutorService executor = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    timer.shutdownNow();
    alarms.shutdownNow();
    executor.shutdownNow();
  }

  @Test
  void isComplete() {
    assertThat(suite).hasSize(CASES);
  }

  @ParameterizedTest
  @EnumSource
  void passesWhateverCountsAsAVoidLookup(V4OnlyHosts v4OnlyHosts) {
    SpfSettings settings = new SpfSettings(Duration.ofSeconds(20), 2, v4OnlyHosts, 100, 4096, 500);
    Map<SuiteCase, SpfResult> results = new LinkedHashMap<>();
    underWay(settings, UnaryOperator.identity(), Runnable::run)
        .forEach((one, result) -> results.put(one, result.join()));
    assertThat(results).hasSize(CASES);
    assertAllAsExpected(results);
  }

  @Test
  void passesWhenDnsAnswersAtOnce() throws IOException {
    Map<SuiteCase, SpfResult> results = new LinkedHashMap<>();
    underWay(SpfSettings.defaults(), UnaryOperator.identity(), Runnable::run)
        .forEach(
            (one, result) -> {
              assertThat(result).as("%s needs no other thread", one).isDone();
              results.put(one, result.join());
            });
    record("spf-1-at-once", "RFC 7208 suite, answers at once", results);
    assertAllAsExpected(results);
  }

  @Test
  void passesWhenAnswersComeLateAndOutOfOrder() throws IOException {
    Map<SuiteCase, SpfResult> results = new LinkedHashMap<>();
    underWay(SpfSettings.defaults(), dns -> new LateDns(dns, timer, SEED), executor)
        .forEach((one, result) -> results.put(one, result.join()));
    record("spf-2-late", "RFC 7208 suite, answers late and out of order", results);
    assertAllAsExpected(results);
  }

  /** All cases at the same time, one checker for each scenario. */
  private Map<SuiteCase, CompletableFuture<SpfResult>> underWay(
      SpfSettings settings, UnaryOperator<Dns> pace, Executor on) {
    Map<Dns, SpfCheck> scenarios = new HashMap<>();
    Map<SuiteCase, CompletableFuture<SpfResult>> results = new LinkedHashMap<>();
    for (SuiteCase one : suite) {
      SpfCheck check =
          scenarios.computeIfAbsent(
              one.dns(), dns -> new SpfCheck(pace.apply(dns), settings, on, alarms));
      results.put(one, check.check(one.query()).result());
    }
    return results;
  }

  private static void record(String name, String judge, Map<SuiteCase, SpfResult> results)
      throws IOException {
    long passed =
        results.entrySet().stream().filter(each -> each.getKey().agrees(each.getValue())).count();
    Conformance.record(name, "SPF", judge, (int) passed, CASES, 0);
  }

  private static void assertAllAsExpected(Map<SuiteCase, SpfResult> results) {
    SoftAssertions softly = new SoftAssertions();
    results.forEach(
        (one, result) -> {
          softly
              .assertThat(one.results())
              .as("%s: %s", one, result)
              .contains(result.status().keyword());
          one.explanation()
              .ifPresent(
                  text ->
                      softly.assertThat(result.detail()).as("%s explained", one).isEqualTo(text));
        });
    softly.assertAll();
  }
}
