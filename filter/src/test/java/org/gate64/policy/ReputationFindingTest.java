package org.gate64.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gate64.policy.Cases.CONFIRMED;
import static org.gate64.policy.Cases.NO_POINTER;
import static org.gate64.policy.Cases.authenticated;
import static org.gate64.policy.Cases.code;
import static org.gate64.policy.Remembered.bad;
import static org.gate64.policy.Remembered.good;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gate64.evidence.Evidence;
import org.gate64.reputation.Standing;
import org.gate64.reputation.Standing.Basis;
import org.gate64.reputation.Standings;
import org.gate64.reputation.Standings.Shield;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows from what is remembered of a network, a domain, and how much they send. */
class ReputationFindingTest {

  private static final PolicyContext CONTEXT = Cases.context(Cases.address("2001:db8::25"));

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          network-bad, accept, mark,   tempfail, reject
          domain-bad,  accept, mark,   reject,   reject
          rate,        accept, accept, tempfail, tempfail
          """)
  void eachStrictnessHasAnActionForThem(
      String finding, String observe, String lenient, String standard, String strict) {
    Finding found = Finding.byKeyword(finding).orElseThrow();

    assertThat(List.of(Strictness.values()))
        .extracting(strictness -> strictness.actionFor(found).keyword())
        .containsExactly(observe, lenient, standard, strict);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          network-bad, 550 5.7.1, 450 4.7.1
          domain-bad,  550 5.7.1, 450 4.7.1
          rate,        ,          450 4.7.28
          """)
  void eachHasItsReplies(String finding, String permanent, String temporary) {
    Replies replies = Finding.byKeyword(finding).orElseThrow().replies();

    assertThat(replies.permanent().map(ReplyCode::toString))
        .isEqualTo(Optional.ofNullable(permanent));
    assertThat(replies.temporary().map(ReplyCode::toString))
        .isEqualTo(Optional.ofNullable(temporary));
  }

  @Test
  void whereNothingIsRememberedNothingIsFound() {
    assertThat(findings(Standings.unknown())).isEmpty();
    assertThat(findings(Remembered.network(good()).standings())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"NONE, network-bad", "GOOD_DOMAIN, ''", "PROBATION, ''"})
  void aBadNetworkIsAFindingUnlessADomainShieldsTheMessage(Shield shield, String finding) {
    Standings standings = Remembered.network(bad()).shieldedBy(shield).standings();

    assertThat(String.join(",", findings(standings))).isEqualTo(finding);
  }

  @Test
  void aBadDomainIsAFindingWhateverItsNetworkIs() {
    assertThat(findings(Remembered.network(good()).speaker(bad()).standings()))
        .containsExactly("domain-bad");
    assertThat(findings(Remembered.network(bad()).speaker(bad()).standings()))
        .containsExactly("network-bad", "domain-bad");
  }

  @ParameterizedTest
  @CsvSource({"100, ''", "100.5, rate"})
  void moreThanIsAllowedIsAFinding(double hourly, String finding) {
    Standings standings = Remembered.network(good()).sending(hourly, 100).standings();

    assertThat(String.join(",", findings(standings))).isEqualTo(finding);
  }

  @Test
  void theyComeAfterWhatTheMessageShows() {
    Standings all = Remembered.network(bad()).speaker(bad()).sending(2, 1).standings();
    Evidence evidence = Cases.unauthenticated(NO_POINTER);

    assertThat(Cases.policy(Strictness.OBSERVE).decide(evidence, all, CONTEXT).outcomes())
        .extracting(Outcome::finding)
        .containsExactly(
            Finding.NO_PTR,
            Finding.UNAUTHENTICATED,
            Finding.NETWORK_BAD,
            Finding.DOMAIN_BAD,
            Finding.RATE);
  }

  @ParameterizedTest
  @CsvSource({
    "OWN, reject, 550 5.7.1",
    "PINNED, reject, 550 5.7.1",
    "INHERITED, tempfail, 450 4.7.1",
  })
  void whatIsOnlyInheritedIsNeverRefusedForGood(Basis basis, String action, String code) {
    Standing standing = bad(basis);
    Policy strict = Cases.policy(Strictness.STRICT);

    Verdict network = decide(strict, Remembered.network(standing).standings());
    Verdict domain = decide(strict, Remembered.network(good()).speaker(standing).standings());

    assertThat(network.action().keyword()).isEqualTo(action);
    assertThat(code(network)).isEqualTo(code);
    assertThat(domain.action().keyword()).isEqualTo(action);
    assertThat(code(domain)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "ACCEPT, ACCEPT", "MARK, MARK", "QUARANTINE, QUARANTINE",
    "TEMPFAIL, TEMPFAIL", "STEER, TEMPFAIL", "REJECT, TEMPFAIL"
  })
  void whatIsOnlyInheritedIsSoftenedNoFurther(Action configured, Action applied) {
    Verdict verdict =
        decide(
            on(Finding.NETWORK_BAD, Rule.always(configured)),
            Remembered.network(bad(Basis.INHERITED)).standings());

    assertThat(verdict.outcomes())
        .containsExactly(new Outcome(Finding.NETWORK_BAD, Rule.always(configured), applied));
    assertThat(verdict.action()).isEqualTo(applied);
  }

  @Test
  void anInheritedStandingSoftensNoRefusalBesideIt() {
    Standings inherited = Remembered.network(bad(Basis.INHERITED)).standings();

    Verdict verdict =
        Cases.policy(Strictness.STRICT).decide(authenticated(NO_POINTER), inherited, CONTEXT);

    assertThat(code(verdict)).isEqualTo("550 5.7.25");
  }

  @Test
  void anInheritedStandingOfTheNetworkDoesNotSpareItsBadDomain() {
    Standings standings = Remembered.network(bad(Basis.INHERITED)).speaker(bad()).standings();

    Verdict verdict = decide(Cases.policy(Strictness.STRICT), standings);

    assertThat(verdict.outcomes())
        .extracting(Outcome::applied)
        .containsExactly(Action.TEMPFAIL, Action.REJECT);
    assertThat(verdict.action()).isEqualTo(Action.REJECT);
  }

  @Test
  void stagedRulesStageThemToo() {
    Rule nobody = new Rule(Action.REJECT, 0, Optional.empty());
    Rule over = new Rule(Action.REJECT, 100, Optional.of(Cases.TODAY.minusDays(1)));

    for (Rule rule : List.of(nobody, over)) {
      for (Basis basis : Basis.values()) {
        Standings standings = Remembered.network(bad(basis)).standings();
        assertThat(decide(on(Finding.NETWORK_BAD, rule), standings).action())
            .isEqualTo(Action.ACCEPT);
      }
    }
  }

  @Test
  void troubleWithDnsSoftensThemNot() {
    Verdict verdict =
        Cases.policy(Strictness.STRICT)
            .decide(
                authenticated(CONFIRMED),
                Remembered.network(bad()).standings(),
                Cases.inTrouble(CONTEXT));

    assertThat(code(verdict)).isEqualTo("550 5.7.1");
  }

  @Test
  void anOutageBesideABadNetworkSoftensIt() {
    Standings standings = Remembered.network(bad()).standings();

    Verdict verdict =
        Cases.policy(Strictness.STRICT).decide(Cases.undecided(CONFIRMED), standings, CONTEXT);

    assertThat(code(verdict)).isEqualTo("450 4.7.1");
  }

  @Test
  void tooMuchMailSoftensNoRefusalBesideIt() {
    Standings flood = Remembered.network(good()).sending(2, 1).standings();
    Policy strict = Cases.policy(Strictness.STRICT);

    assertThat(code(strict.decide(authenticated(NO_POINTER), flood, CONTEXT)))
        .isEqualTo("550 5.7.25");
    assertThat(code(strict.decide(authenticated(CONFIRMED), flood, CONTEXT)))
        .isEqualTo("450 4.7.28");
  }

  @ParameterizedTest
  @EnumSource(
      value = Finding.class,
      names = {"NETWORK_BAD", "DOMAIN_BAD", "RATE", "NO_PTR", "FROM_MALFORMED"})
  void noneOfThemIsAnOutage(Finding finding) {
    assertThat(finding.isOutage()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Action.class,
      names = {"STEER", "REJECT"})
  void noRuleRefusesTooMuchMailForGood(Action action) {
    assertThatThrownBy(() -> on(Finding.RATE, Rule.always(action)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rate does not allow " + action.keyword());
  }

  private static Policy on(Finding finding, Rule rule) {
    return Cases.policy(RuleSet.of(Strictness.OBSERVE).with(Map.of(finding, rule)));
  }

  private static Verdict decide(Policy policy, Standings standings) {
    return policy.decide(authenticated(CONFIRMED), standings, CONTEXT);
  }

  private static List<String> findings(Standings standings) {
    return decide(Cases.policy(Strictness.STRICT), standings).outcomes().stream()
        .map(outcome -> outcome.finding().keyword())
        .toList();
  }
}
