package org.gate64.evidence.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.assertj.core.api.SoftAssertions;
import org.gate64.dns.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The conformance suite of RFC 7208; every case of it passes. */
@Timeout(60)
class Rfc7208SuiteTest {

  private static final int CASES = 203;
  private static final long SEED = 7208;

  private final List<SuiteCase> suite = SuiteCase.all();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService executor = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    timer.shutdownNow();
    executor.shutdownNow();
  }

  @Test
  void isComplete() {
    assertThat(suite).hasSize(CASES);
  }

  @Test
  void passesWhenDnsAnswersAtOnce() {
    Map<SuiteCase, SpfResult> results = new LinkedHashMap<>();
    for (SuiteCase one : suite) {
      CompletableFuture<SpfResult> result = check(one, one.dns());
      assertThat(result).as("%s needs no other thread", one).isDone();
      results.put(one, result.join());
    }
    assertAllAsExpected(results);
  }

  @Test
  void passesWhenAnswersComeLateAndOutOfOrder() {
    List<CompletableFuture<SpfResult>> underWay = new ArrayList<>();
    for (SuiteCase one : suite) {
      underWay.add(check(one, new LateDns(one.dns(), timer, SEED + underWay.size())));
    }
    Map<SuiteCase, SpfResult> results = new LinkedHashMap<>();
    for (int i = 0; i < suite.size(); i++) {
      results.put(suite.get(i), underWay.get(i).join());
    }
    assertAllAsExpected(results);
  }

  private CompletableFuture<SpfResult> check(SuiteCase one, Dns dns) {
    SpfSettings defaults = SpfSettings.defaults();
    assertThat(defaults.deadline()).isEqualTo(Duration.ofSeconds(20));
    return new SpfCheck(dns, defaults, executor, timer).check(one.query());
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
