package org.gate64.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.gate64.dns.ResolverHealth.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How an outage begins and ends with the settings that gate64 has of its own. */
class ResolverOutageTest {

  private static final DnsAnswer ANSWER = new DnsAnswer.None(false, Duration.ZERO);
  private static final DnsAnswer TIMEOUT =
      new DnsAnswer.Failure(FailureReason.TIMEOUT, "as the test wants it");

  private final LogLines log = new LogLines(ResolverHealth.class);
  private final NewZones zones = new NewZones();
  private Duration now = Duration.ofDays(-1);
  private final ResolverHealth health =
      new ResolverHealth(HealthSettings.defaults(), () -> now.toNanos());

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void anOutageShowsWhereTwentyMessagesComeInAMinute() {
    for (int second = 0; second < 15; second += 3) {
      assertThat(health.state()).isEqualTo(State.SOUND);
      mail(TIMEOUT);
      now = now.plusSeconds(3);
    }

    mail(TIMEOUT);
    assertThat(health.state()).isEqualTo(State.FAILING);
  }

  @Test
  void anOutageShowsWhereAMessageComesEveryFewMinutes() {
    for (int message = 0; message < 5; message++) {
      assertThat(health.state()).isEqualTo(State.SOUND);
      now = now.plusMinutes(5);
      mail(TIMEOUT);
    }

    assertThat(health.state()).isEqualTo(State.FAILING);
    assertThat(log.texts())
        .singleElement()
        .asString()
        .startsWith("WARN DNS is failing: none of the last 10 zones asked answered, the latest");
  }

  @Test
  void onASmallHostOneAnswerTellsThatItIsNone() {
    for (int i = 0; i < 10; i++) {
      hear(9, TIMEOUT);
      now = now.plusMinutes(1);
      hear(1, ANSWER);
      assertThat(health.state()).isEqualTo(State.SOUND);
    }
  }

  @Test
  void whatFailsBetweenTwoAnswersIsNoOutage() {
    for (int i = 0; i < 30; i++) {
      hear(7, ANSWER);
      hear(6, TIMEOUT);
      now = now.plusSeconds(9);
      assertThat(health.state()).isEqualTo(State.SOUND);
    }
  }

  @Test
  void lastsAMinuteThoughMuchIsAnswered() {
    hear(50, TIMEOUT);
    hear(500, ANSWER);
    assertThat(health.state()).isEqualTo(State.FAILING);

    now = now.plusSeconds(60);
    assertThat(health.state()).isEqualTo(State.SOUND);
  }

  @Test
  void staysUntilSomethingIsAnsweredThoughNobodyAsksForAnything() {
    hear(50, TIMEOUT);
    now = now.plusHours(8);
    assertThat(health.failingShare()).isZero();
    assertThat(health.state()).isEqualTo(State.FAILING);

    hear(1, TIMEOUT);
    assertThat(health.state()).isEqualTo(State.FAILING);
    hear(3, ANSWER);
    assertThat(health.state()).isEqualTo(State.SOUND);
  }

  /** A resolver without a way out answers from its own memory now and then. */
  @Test
  void oneOutageIsSaidOnce() {
    hear(300, ANSWER);
    for (int second = 0; second < 600; second++) {
      now = now.plusSeconds(1);
      hear(second % 15 == 0 ? 1 : 0, ANSWER);
      hear(1, TIMEOUT);
    }

    assertThat(log.texts()).singleElement().asString().startsWith("WARN ");
  }

  private void hear(int count, DnsAnswer answer) {
    zones.hear(health, count, answer);
  }

  /** What a message makes of it: the network that it comes from, and the domain of its sender. */
  private void mail(DnsAnswer answer) {
    DnsQuestion network = zones.next();
    health.heard(network, answer, NewZones.payerOf(network));
    health.heard(zones.next(), answer, NewZones.payerOf(network));
  }
}
