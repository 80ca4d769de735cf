package org.gate64.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.policy.Cases.CONFIRMED;
import static org.gate64.policy.Cases.NO_POINTER;
import static org.gate64.policy.Remembered.bad;
import static org.gate64.policy.Remembered.good;

import java.util.Map;
import java.util.Optional;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.reputation.Standing.Basis;
import org.gate64.reputation.Standings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is remembered, where a client is judged before its message. */
class EarlyReputationTest {

  private static final PolicyContext CONTEXT = Cases.context(Cases.address("2001:db8::25"));
  private static final Standings FLOOD =
      Remembered.network(good()).sending(2_000, 1_000).standings();

  @Test
  void tooMuchMailIsRefusedAtOnce() {
    Optional<Verdict> verdict = before(Strictness.STANDARD, CONFIRMED, FLOOD);

    assertThat(verdict.map(Verdict::action)).contains(Action.TEMPFAIL);
    assertThat(verdict.map(Cases::code)).contains("450 4.7.28");
  }

  @ParameterizedTest
  @EnumSource(
      value = Strictness.class,
      names = {"STANDARD", "STRICT"})
  void evenWhereTheMessageMightBringAMoreSevereRefusal(Strictness strictness) {
    assertThat(before(strictness, CONFIRMED, FLOOD).map(Cases::code)).contains("450 4.7.28");
  }

  @Test
  void notOutOfABadNetworkWhereAGoodDomainMaySendMore() {
    Standings floodOfBadNetwork = Remembered.network(bad()).sending(2, 1).standings();

    assertThat(before(Strictness.STANDARD, CONFIRMED, floodOfBadNetwork)).isEmpty();
  }

  @Test
  void notWhereTheRuleForItDoesNotRefuse() {
    assertThat(before(Strictness.LENIENT, CONFIRMED, FLOOD)).isEmpty();
    assertThat(
            before(
                RuleSet.of(Strictness.STRICT)
                    .with(Map.of(Finding.RATE, new Rule(Action.TEMPFAIL, 0, Optional.empty()))),
                CONFIRMED,
                FLOOD))
        .isEmpty();
  }

  @Test
  void aRateThatIsOnlyReportedHastensNothing() {
    RuleSet rules =
        RuleSet.of(Strictness.STRICT)
            .with(
                Map.of(
                    Finding.NO_PTR, Rule.always(Action.TEMPFAIL),
                    Finding.RATE, Rule.always(Action.ACCEPT)));

    assertThat(before(rules, NO_POINTER, FLOOD)).isEmpty();
  }

  @Test
  void tooMuchMailMakesARefusalForGoodNoMilder() {
    assertThat(before(Strictness.STRICT, NO_POINTER, FLOOD).map(Cases::code))
        .contains("550 5.7.25");
  }

  @Test
  void aBadNetworkOrDomainIsNot() {
    Standings standings = Remembered.network(bad()).speaker(bad()).standings();

    for (Strictness strictness : Strictness.values()) {
      assertThat(before(strictness, CONFIRMED, standings)).isEmpty();
    }
  }

  @Test
  void aClientIsSteeredEarlyThoughItsDomainMightTurnOutBad() {
    Optional<Verdict> verdict = before(Strictness.STANDARD, NO_POINTER, Standings.unknown());

    assertThat(verdict.map(Verdict::action)).contains(Action.STEER);
  }

  @Test
  void itsMessageIsSeenFirstWhereItsDomainIsKnownToBeBad() {
    Standings standings = Remembered.network(good()).speaker(bad()).standings();

    assertThat(before(Strictness.STANDARD, NO_POINTER, standings)).isEmpty();
  }

  @Test
  void itsMessageIsSeenFirstWhereItsNetworkIsKnownToBeBadAndThatRefusesForGood() {
    RuleSet rules =
        RuleSet.of(Strictness.STANDARD)
            .with(Map.of(Finding.NETWORK_BAD, Rule.always(Action.REJECT)));

    assertThat(before(rules, NO_POINTER, Remembered.network(bad()).standings())).isEmpty();
    assertThat(before(rules, NO_POINTER, Remembered.network(good()).standings())).isPresent();
    assertThat(before(rules, NO_POINTER, Remembered.network(bad(Basis.INHERITED)).standings()))
        .isPresent();
  }

  @Test
  void whereTooMuchMailIsRefusedTheMailServerWaitsForTheReplyToRcpt() {
    RuleSet rate =
        RuleSet.of(Strictness.OBSERVE).with(Map.of(Finding.RATE, Rule.always(Action.TEMPFAIL)));

    assertThat(Cases.policy(rate).mayRefuseBeforeMessage()).isTrue();
    assertThat(Cases.policy(Strictness.OBSERVE).mayRefuseBeforeMessage()).isFalse();
  }

  private static Optional<Verdict> before(
      Strictness strictness, FcrdnsResult fcrdns, Standings byNow) {
    return before(RuleSet.of(strictness), fcrdns, byNow);
  }

  private static Optional<Verdict> before(RuleSet rules, FcrdnsResult fcrdns, Standings byNow) {
    return Cases.policy(rules).decideBeforeMessage(fcrdns, byNow, CONTEXT);
  }
}
