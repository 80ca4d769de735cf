package org.gate64.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.evidence.HeloFixture.SENDER;
import static org.gate64.evidence.HeloFixture.SLOW;
import static org.gate64.evidence.HeloFixture.evidence;
import static org.gate64.evidence.HeloFixture.helo;
import static org.gate64.evidence.HeloFixture.heloStatus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.gate64.evidence.spf.SpfStatus;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a message waits for the SPF of its HELO name. */
@Timeout(30)
class HeloPatienceTest {

  /** Long enough for a busy machine, and far from the patience. */
  private static final Duration SOON = Duration.ofSeconds(10);

  @AutoClose private final HeloFixture fixture = new HeloFixture();

  @Test
  void isReportedThoughItComesAfterAllThatCounts() {
    CompletableFuture<Gathered> gathered = fixture.timelessMessage().finish();
    assertThat(gathered).isNotDone();
    fixture.slowPolicyComes();

    assertThat(heloStatus(gathered)).isEqualTo(SpfStatus.PASS);
  }

  @Test
  void holdsAMessageUpForAMomentOnly() {
    long start = System.nanoTime();
    Evidence evidence = evidence(fixture.message(SLOW, SENDER).finish());

    assertThat(evidence.spf().status()).isEqualTo(SpfStatus.PASS);
    assertThat(evidence.helo()).contains(helo(SpfStatus.TEMPERROR, SLOW, "no answer came in time"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(HeloInquiry.MOMENT, SOON);
  }

  @Test
  void holdsUpOneMessageOfASessionAtMost() {
    evidence(fixture.message(SLOW, SENDER).finish());
    List<CompletableFuture<Gathered>> next = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      next.add(fixture.message(SLOW, SENDER).finish());
    }

    assertThat(next).allMatch(CompletableFuture::isDone);
    assertThat(fixture.timesAsked(SLOW)).isEqualTo(1);
  }

  @Test
  void isWaitedForWhereItCounts() throws InterruptedException {
    CompletableFuture<Gathered> gathered = fixture.message(SLOW, "").finish();
    Thread.sleep(HeloInquiry.MOMENT.plusMillis(200).toMillis());
    assertThat(gathered).isNotDone();
    fixture.slowPolicyComes();

    assertThat(evidence(gathered).spf().passed()).isTrue();
  }

  @Test
  void whoWaitedGoesOnWhereItIsTold() {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    Executor cpu = task -> new Thread(task, "cpu").start();
    CompletableFuture<Void> unused =
        fixture.slowMessage(cpu).finish().thenRun(() -> thread.complete(Thread.currentThread()));

    assertThat(thread.join().getName()).isEqualTo("cpu");
  }

  @Test
  void leavesNothingBehindOnTheTimer() {
    CompletableFuture<Gathered> gathered = fixture.timelessMessage().finish();
    assertThat(fixture.stillTimer().getQueue()).isNotEmpty();
    fixture.slowPolicyComes();
    evidence(gathered);

    assertThat(fixture.stillTimer().getQueue()).isEmpty();
  }

  @Test
  void isNotWaitedForWhereTheTimerHasStopped() {
    fixture.timer().shutdown();

    assertThat(fixture.message(SLOW, SENDER).finish()).isDone();
  }
}
