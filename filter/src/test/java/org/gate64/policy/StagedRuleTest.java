package org.gate64.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gate64.reputation.Standings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StagedRuleTest {

  private static final LocalDate LAST_DAY = LocalDate.of(2027, 3, 31);

  /** Where a network stands must never change: a sender would see another face after an update. */
  @ParameterizedTest
  @CsvSource({"2001:db8:1:2::/64, 36", "2001:db8::/64, 26", "192.0.2.25/32, 44"})
  void aNetworkKeepsItsPlace(String network, int place) {
    assertThat(applied(network, percent(place), LAST_DAY)).isEqualTo(Action.ACCEPT);
    assertThat(applied(network, percent(place + 1), LAST_DAY)).isEqualTo(Action.REJECT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2001:db8:1:2::/64", "2001:db8:ffff::/64", "10.1.2.3/32"})
  void aLargerShareHoldsAllOfASmallerOne(String network) {
    long changes =
        IntStream.rangeClosed(1, 100)
            .filter(
                share ->
                    applied(network, percent(share), LAST_DAY)
                        != applied(network, percent(share - 1), LAST_DAY))
            .count();

    assertThat(applied(network, percent(0), LAST_DAY)).isEqualTo(Action.ACCEPT);
    assertThat(applied(network, percent(100), LAST_DAY)).isEqualTo(Action.REJECT);
    assertThat(changes).isOne();
  }

  @Test
  void theShareIsAboutWhatItSays() {
    long refused =
        IntStream.range(0, 2000)
            .mapToObj(i -> "2001:db8:0:%x::/64".formatted(i))
            .filter(network -> applied(network, percent(25), LAST_DAY) == Action.REJECT)
            .count();

    assertThat(refused).isBetween(400L, 600L);
  }

  @Test
  void everyAddressOfANetworkSeesTheSameFace() {
    Rule half = percent(50);

    assertThat(
            IntStream.range(1, 50)
                .mapToObj(host -> Cases.address("2001:db8:1:2::%x".formatted(host)))
                .map(client -> decide(half, Cases.context(client)).action()))
        .containsOnly(decide(half, Cases.context(Cases.address("2001:db8:1:2::1"))).action());
  }

  @Test
  void theLastDayIsPartOfIt() {
    Rule untilThen = new Rule(Action.REJECT, 100, Optional.of(LAST_DAY));

    assertThat(applied("2001:db8::/64", untilThen, LAST_DAY.minusDays(1))).isEqualTo(Action.REJECT);
    assertThat(applied("2001:db8::/64", untilThen, LAST_DAY)).isEqualTo(Action.REJECT);
    assertThat(applied("2001:db8::/64", untilThen, LAST_DAY.plusDays(1))).isEqualTo(Action.ACCEPT);
  }

  @Test
  void whatIsNotInForceIsReportedAllTheSame() {
    Outcome outcome =
        decide(percent(0), Cases.context(Cases.address("2001:db8::1"))).outcomes().get(0);

    assertThat(outcome).isEqualTo(new Outcome(Finding.NO_PTR, percent(0), Action.ACCEPT));
  }

  private static Rule percent(int percent) {
    return new Rule(Action.REJECT, percent, Optional.empty());
  }

  private static Action applied(String network, Rule rule, LocalDate today) {
    PolicyContext context =
        Cases.context(Cases.address("2001:db8::1"), Cases.network(network), today, DnsHealth.SOUND);
    return decide(rule, context).action();
  }

  private static Verdict decide(Rule rule, PolicyContext context) {
    RuleSet rules = RuleSet.of(Strictness.OBSERVE).with(Map.of(Finding.NO_PTR, rule));
    return Cases.policy(rules)
        .decide(Cases.authenticated(Cases.NO_POINTER), Standings.unknown(), context);
  }
}
