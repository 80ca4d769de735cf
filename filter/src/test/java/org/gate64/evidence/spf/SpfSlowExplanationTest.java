package org.gate64.evidence.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.ZoneDns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7208, section 6.2: what explains a fail comes late, or never; the fail stands. */
@Timeout(30)
class SpfSlowExplanationTest {

  private static final ZoneDns ZONE =
      ZoneDns.of(
          "example.org. TXT \"v=spf1 -all exp=why.example.org\"",
          "why.example.org. TXT \"%{p} is not ours\"");

  private ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final CompletableFuture<DnsAnswer> late = new CompletableFuture<>();
  private final List<DnsQuestion> asked = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TXT why.example.org", "PTR 5.2.0.0.0.0.0.0.0.0"})
  void aFailIsKnownWhileItsExplanationIsMissing(String question) {
    timer = Checks.timeStandsStill();
    SpfInquiry inquiry = check(question, Duration.ofSeconds(20), Runnable::run);

    assertThat(inquiry.isDone()).isFalse();
    assertUnexplained(inquiry.resultByNow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TXT why.example.org", "PTR 5.2.0.0.0.0.0.0.0.0"})
  void anExplanationThatNeverComesIsWaitedForOnlyAMoment(String question) {
    long start = System.nanoTime();
    SpfInquiry inquiry = check(question, Duration.ofSeconds(20), Runnable::run);

    assertUnexplained(inquiry.result().join());
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(SpfCheck.PATIENCE_FOR_EXPLANATION, Duration.ofSeconds(10));
  }

  @Test
  void aFailStandsAtTheDeadline() {
    SpfInquiry inquiry = check("TXT why.example.org", Duration.ofMillis(20), Runnable::run);

    assertUnexplained(inquiry.result().join());
  }

  @Test
  void aFailStandsWhereItsExplanationIsGivenUp() {
    timer = Checks.timeStandsStill();
    SpfInquiry inquiry = check("TXT why.example.org", Duration.ofSeconds(20), Runnable::run);
    inquiry.giveUp();
    late.complete(Answers.text("%{p} is not ours").join());

    assertUnexplained(inquiry.result().join());
    assertThat(asked).as("nothing for the macro").hasSize(2);
  }

  @Test
  void aFailStandsWhereNobodyIsLeftToReadItsExplanation() {
    timer = Checks.timeStandsStill();
    AtomicBoolean closed = new AtomicBoolean();
    Executor executor =
        task -> {
          if (closed.get()) {
            throw new RejectedExecutionException("closed");
          }
          task.run();
        };
    SpfInquiry inquiry = check("TXT why.example.org", Duration.ofSeconds(20), executor);
    closed.set(true);
    late.complete(Answers.text("no").join());

    assertUnexplained(inquiry.result().join());
  }

  @Test
  void aFailStandsWhereTheTimerHasStopped() {
    timer.shutdown();
    Dns fast = question -> question.name().toString().startsWith("why") ? late : answer(question);
    SpfInquiry inquiry =
        new SpfCheck(fast, SpfSettings.defaults(), Runnable::run, timer).check(query());

    assertUnexplained(inquiry.result().join());
  }

  @Test
  void anExplanationThatComesInTimeIsGiven() {
    timer = Checks.timeStandsStill();
    SpfInquiry inquiry = check("TXT why.example.org", Duration.ofSeconds(20), Runnable::run);
    late.complete(Answers.text("%{p} is not ours").join());

    assertThat(inquiry.result().join().detail()).isEqualTo("unknown is not ours");
  }

  @Test
  void whatIsNoFailInTheEndIsNotExplained() {
    ZoneDns dns =
        ZoneDns.of(
            "example.org. TXT \"v=spf1 ptr -all exp=why.example.org\"",
            "why.example.org. TXT no",
            ";!servfail 5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.");

    assertThat(Checks.check(dns, "2001:db8::25", "joe@example.org").status())
        .isEqualTo(SpfStatus.TEMPERROR);
    assertThat(dns.asked()).extracting(Object::toString).doesNotContain("TXT why.example.org");
  }

  /** All but the question that begins so is answered at once. */
  private SpfInquiry check(String lateQuestion, Duration deadline, Executor executor) {
    Dns dns =
        question -> {
          asked.add(question);
          return question.toString().startsWith(lateQuestion) ? late : answer(question);
        };
    SpfSettings settings = new SpfSettings(deadline, 2, V4OnlyHosts.IGNORE, 100, 4096, 500);
    return new SpfCheck(dns, settings, executor, timer).check(query());
  }

  private static CompletableFuture<DnsAnswer> answer(DnsQuestion question) {
    return ZONE.lookup(question);
  }

  private static SpfQuery query() {
    return Checks.query("2001:db8::25", "helo.example.org", "joe@example.org");
  }

  private static void assertUnexplained(SpfResult result) {
    assertThat(result.status()).isEqualTo(SpfStatus.FAIL);
    assertThat(result.detail()).isEmpty();
  }
}
