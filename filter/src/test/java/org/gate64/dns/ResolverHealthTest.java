package org.gate64.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.gate64.dns.ResolverHealth.State;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResolverHealthTest {

  private static final DnsAnswer ANSWER = new DnsAnswer.None(false, Duration.ZERO);
  private static final DnsAnswer TIMEOUT = failure(FailureReason.TIMEOUT);

  private final LogLines log = new LogLines(ResolverHealth.class);
  private Duration now = Duration.ofDays(-1);
  private final ResolverHealth health =
      new ResolverHealth(new HealthSettings(50, 20), () -> now.toNanos());

  private final NewZones zones = new NewZones();

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void beginsSound() {
    assertThat(health.state()).isEqualTo(State.SOUND);
    assertThat(health.failingShare()).isZero();
  }

  @Test
  void failsWhenHalfOfManyZonesDo() {
    hear(50, ANSWER);
    hear(48, TIMEOUT);
    assertThat(health.state()).isEqualTo(State.SOUND);

    hear(10, TIMEOUT);
    assertThat(health.state()).isEqualTo(State.FAILING);
    assertThat(health.failingShare()).isCloseTo(0.54, within(0.05));
  }

  @Test
  void concludesNothingFromAFew() {
    hear(15, TIMEOUT);

    assertThat(health.state()).isEqualTo(State.SOUND);
    assertThat(health.failingShare()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = "OVERLOAD", mode = EnumSource.Mode.EXCLUDE)
  void everyFailureCounts(FailureReason reason) {
    hear(50, failure(reason));

    assertThat(health.state()).isEqualTo(State.FAILING);
  }

  @Test
  void ourOwnOverloadDoesNot() {
    hear(50, failure(FailureReason.OVERLOAD));

    assertThat(health.failingShare()).isZero();
    assertThat(health.state()).isEqualTo(State.SOUND);
  }

  @Test
  void aFloodFromOneNetworkWithABrokenReverseZoneIsHardlyHeard() {
    for (int second = 0; second < 60; second++) {
      hear(1, ANSWER);
      for (int i = 0; i < 200; i++) {
        String client = "2001:db8:" + Integer.toHexString(i) + "::" + second;
        DomainName name = ClientAddress.parse(client).orElseThrow().reverseName();
        health.heard(new DnsQuestion(name, RecordType.PTR), TIMEOUT, Payers.number(i));
      }
      now = now.plusSeconds(1);
      assertThat(health.state()).isEqualTo(State.SOUND);
    }

    assertThat(health.failingShare()).isLessThan(0.12);
  }

  @Test
  void labelsMadeUpBelowOneDomainAreOneZone() {
    hear(20, ANSWER);
    for (int i = 0; i < 1_000; i++) {
      health.heard(question("n" + i + ".broken.example"), TIMEOUT, Payers.number(i));
    }

    assertThat(health.failingShare()).isLessThan(0.06);
  }

  /** Whoever collects broken domains has as many as he likes. */
  @ParameterizedTest
  @CsvSource({"50, 50", "50, 20", "1, 1"})
  void oneNetworkIsNotEnoughWhateverItNames(int failingPercent, int minZones) {
    ResolverHealth health =
        new ResolverHealth(new HealthSettings(failingPercent, minZones), () -> now.toNanos());
    for (int second = 0; second < 120; second++) {
      for (int i = 0; i < 10; i++) {
        health.heard(zones.next(), TIMEOUT, Payers.SOMEBODY);
      }
      now = now.plusSeconds(1);
      assertThat(health.state()).isEqualTo(State.SOUND);
    }
  }

  @Test
  void ofOneNetworkFourFailuresAreHeardInTenSeconds() {
    for (int i = 0; i < 40; i++) {
      health.heard(zones.next(), TIMEOUT, Payers.SOMEBODY);
    }
    hear(12, ANSWER);

    assertThat(health.failingShare()).isEqualTo(0.25);
  }

  /** What a few big senders ask for is as much of the truth as what many bots do. */
  @Test
  void zonesThatAnswerCountHoweverFewNetworksAskForThem() {
    for (int second = 0; second < 120; second++) {
      for (int i = 0; i < 10; i++) {
        health.heard(zones.next(), ANSWER, Payers.number(i % 4));
      }
      for (int i = 0; i < 3; i++) {
        health.heard(zones.next(), TIMEOUT, Payers.number(100 + 3 * second + i));
      }
      now = now.plusSeconds(1);
      assertThat(health.state()).isEqualTo(State.SOUND);
    }

    assertThat(health.failingShare()).isCloseTo(3.0 / 13, within(0.05));
  }

  @Test
  void recoversOnlyAtThreeQuartersOfTheLimit() {
    hear(40, TIMEOUT);
    now = now.plusSeconds(55);
    hear(40, TIMEOUT);
    hear(50, ANSWER);
    now = now.plusSeconds(5);
    assertThat(health.failingShare()).isBetween(0.4, 0.49);
    assertThat(health.state()).isEqualTo(State.FAILING);

    hear(50, ANSWER);
    assertThat(health.failingShare()).isLessThan(0.37);
    assertThat(health.state()).isEqualTo(State.SOUND);
  }

  @Test
  void hearsAZoneAgainAfterTenSeconds() {
    hear(2, ANSWER);
    DnsQuestion broken = zones.next();
    health.heard(broken, TIMEOUT, Payers.SOMEBODY);
    health.heard(broken, TIMEOUT, Payers.SOMEBODY);
    assertThat(health.failingShare()).isCloseTo(1.0 / 3, within(0.01));

    now = now.plusSeconds(10);
    health.heard(broken, TIMEOUT, Payers.SOMEBODY);
    health.heard(broken, TIMEOUT, Payers.SOMEBODY);
    assertThat(health.failingShare()).isEqualTo(0.5);
  }

  @Test
  void saysOnceWhatIsWrongAndWhatItMeansAndOnceThatItIsOver() {
    hear(20, TIMEOUT);
    hear(60, TIMEOUT);
    now = now.plusSeconds(60);
    hear(60, ANSWER);

    assertThat(log.texts()).hasSize(2);
    assertThat(log.texts().get(0))
        .startsWith("WARN DNS is failing: of 20 zones asked in the last minute 20 failed")
        .contains("as the test wants it", "refusals that rest on DNS are temporary", "dns.servers");
    assertThat(log.texts().get(1)).startsWith("INFO DNS works again: of 1 zones");
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HealthSettings(0, 20))
        .withMessageContaining("failingPercent");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HealthSettings(101, 20))
        .withMessageContaining("failingPercent");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HealthSettings(50, 0))
        .withMessageContaining("minZones");
  }

  private void hear(int count, DnsAnswer answer) {
    zones.hear(health, count, answer);
  }

  private static DnsQuestion question(String name) {
    return new DnsQuestion(DomainName.parse(name).orElseThrow(), RecordType.TXT);
  }

  private static DnsAnswer failure(FailureReason reason) {
    return new DnsAnswer.Failure(reason, "as the test wants it");
  }
}
