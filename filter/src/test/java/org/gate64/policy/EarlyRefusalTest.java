package org.gate64.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.policy.Cases.CONFIRMED;
import static org.gate64.policy.Cases.NO_POINTER;
import static org.gate64.policy.Cases.UNAVAILABLE;
import static org.gate64.policy.Cases.address;
import static org.gate64.policy.Cases.code;
import static org.gate64.policy.Cases.context;
import static org.gate64.policy.Cases.policy;
import static org.gate64.policy.Cases.unauthenticated;
import static org.gate64.policy.Cases.undecided;

import java.util.Map;
import java.util.Optional;
import org.gate64.net.ClientAddress;
import org.gate64.reputation.Standings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a client before its message is seen. */
class EarlyRefusalTest {

  private static final ClientAddress IPV6 = address("2001:db8::25");

  @Test
  void aClientIsRefusedForWhatItIs() {
    Verdict verdict = before(policy(Strictness.STRICT)).orElseThrow();

    assertThat(verdict.action()).isEqualTo(Action.REJECT);
    assertThat(code(verdict)).isEqualTo("550 5.7.25");
  }

  @Test
  void aGoodClientIsNot() {
    assertThat(
            policy(Strictness.STRICT)
                .decideBeforeMessage(CONFIRMED, Standings.unknown(), context(IPV6)))
        .isEmpty();
  }

  @Test
  void nobodyIsWherePointersAreNotEnforced() {
    assertThat(before(policy(Strictness.LENIENT))).isEmpty();
    assertThat(policy(Strictness.LENIENT).mayRefuseBeforeMessage()).isFalse();
    assertThat(policy(Strictness.STANDARD).mayRefuseBeforeMessage()).isTrue();
  }

  @Test
  void aMilderRefusalWaitsForAMoreSevereOneInReach() {
    RuleSet rules =
        RuleSet.of(Strictness.STRICT).with(Map.of(Finding.NO_PTR, Rule.always(Action.TEMPFAIL)));

    assertThat(before(policy(rules))).isEmpty();
  }

  @Test
  void aMilderRefusalDoesNotWaitWhereTheMoreSevereOneIsNotInForce() {
    Rule nobody = new Rule(Action.REJECT, 0, Optional.empty());
    RuleSet rules =
        RuleSet.of(Strictness.OBSERVE)
            .with(
                Map.of(
                    Finding.NO_PTR, Rule.always(Action.TEMPFAIL), Finding.UNAUTHENTICATED, nobody));

    assertThat(before(policy(rules)).map(Verdict::action)).contains(Action.TEMPFAIL);
  }

  @Test
  void anOutageIsAnsweredForNow() {
    Optional<Verdict> verdict =
        policy(Strictness.STRICT)
            .decideBeforeMessage(UNAVAILABLE, Standings.unknown(), context(IPV6));

    assertThat(verdict.map(Verdict::action)).contains(Action.TEMPFAIL);
  }

  @ParameterizedTest
  @EnumSource(Strictness.class)
  void theMessageWouldNotHaveMadeItMilder(Strictness strictness) {
    Policy policy = policy(strictness);
    before(policy)
        .ifPresent(
            early ->
                assertThat(
                        policy
                            .decide(unauthenticated(NO_POINTER), Standings.unknown(), context(IPV6))
                            .action())
                    .isEqualTo(early.action()));
  }

  @Test
  void aRefusalStandsWhateverTheMessageWouldHaveBroughtToLight() {
    Policy strict = policy(Strictness.STRICT);

    assertThat(before(strict).map(Verdict::action)).contains(Action.REJECT);
    assertThat(strict.decide(undecided(NO_POINTER), Standings.unknown(), context(IPV6)).action())
        .isEqualTo(Action.TEMPFAIL);
  }

  private Optional<Verdict> before(Policy policy) {
    return policy.decideBeforeMessage(NO_POINTER, Standings.unknown(), context(IPV6));
  }
}
