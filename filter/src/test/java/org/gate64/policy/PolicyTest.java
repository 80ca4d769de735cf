package org.gate64.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.policy.Cases.CONFIRMED;
import static org.gate64.policy.Cases.NO_POINTER;
import static org.gate64.policy.Cases.UNAVAILABLE;
import static org.gate64.policy.Cases.address;
import static org.gate64.policy.Cases.authenticated;
import static org.gate64.policy.Cases.code;
import static org.gate64.policy.Cases.context;
import static org.gate64.policy.Cases.network;
import static org.gate64.policy.Cases.policy;
import static org.gate64.policy.Cases.unauthenticated;
import static org.gate64.policy.Cases.undecided;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.author.Author;
import org.gate64.net.ClientAddress;
import org.gate64.reputation.Standings;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is done about a message, and by whose rules. */
class PolicyTest {

  private static final ClientAddress IPV6 = address("2001:db8::25");
  private static final Author MALFORMED = new Author.Malformed("it has none");

  @Nested
  class OfAMessage {

    @ParameterizedTest
    @EnumSource(Strictness.class)
    void isAcceptedWhereNothingIsFound(Strictness strictness) {
      Verdict verdict =
          policy(strictness).decide(authenticated(CONFIRMED), Standings.unknown(), context(IPV6));

      assertThat(verdict)
          .isEqualTo(
              new Verdict(
                  Cases.ID,
                  Action.ACCEPT,
                  List.of(),
                  Optional.empty(),
                  DnsHealth.SOUND,
                  new Tries.None()));
    }

    @ParameterizedTest
    @CsvSource({
      "observe, accept, none",
      "lenient, mark, none",
      "standard, steer, 450 4.7.25",
      "strict, reject, 550 5.7.25"
    })
    void isDealtWithAsConfigured(String strictness, String action, String code) {
      Policy policy = policy(Strictness.byKeyword(strictness).orElseThrow());

      Verdict verdict =
          policy.decide(authenticated(NO_POINTER), Standings.unknown(), context(IPV6));

      assertThat(verdict.action().keyword()).isEqualTo(action);
      assertThat(code(verdict)).isEqualTo(code);
      assertThat(verdict.outcomes()).extracting(Outcome::finding).containsExactly(Finding.NO_PTR);
    }

    @Test
    void theMostSevereActionWins() {
      Policy policy =
          policy(
              RuleSet.of(Strictness.OBSERVE)
                  .with(
                      Map.of(
                          Finding.NO_PTR, Rule.always(Action.TEMPFAIL),
                          Finding.UNAUTHENTICATED, Rule.always(Action.REJECT))));

      Verdict verdict =
          policy.decide(unauthenticated(NO_POINTER), Standings.unknown(), context(IPV6));

      assertThat(verdict.action()).isEqualTo(Action.REJECT);
      assertThat(code(verdict)).isEqualTo("550 5.7.26");
      assertThat(verdict.outcomes())
          .extracting(Outcome::finding)
          .containsExactly(Finding.NO_PTR, Finding.UNAUTHENTICATED);
    }

    @Test
    void theFirstOfEquallySevereFindingsIsNamed() {
      Verdict verdict =
          policy(Strictness.STRICT)
              .decide(unauthenticated(NO_POINTER), Standings.unknown(), context(IPV6));

      assertThat(code(verdict)).isEqualTo("550 5.7.25");
    }

    @Test
    void anOutageBesideARefusalMakesItTemporary() {
      Policy strict = policy(Strictness.STRICT);

      Verdict noPointer = strict.decide(undecided(NO_POINTER), Standings.unknown(), context(IPV6));
      Verdict noProof =
          strict.decide(unauthenticated(UNAVAILABLE), Standings.unknown(), context(IPV6));

      assertThat(noPointer.action()).isEqualTo(Action.TEMPFAIL);
      assertThat(code(noPointer)).isEqualTo("450 4.7.25");
      assertThat(noProof.action()).isEqualTo(Action.TEMPFAIL);
      assertThat(code(noProof)).isEqualTo("450 4.7.26");
    }

    @Test
    void evenAnOutageThatIsOnlyReportedDoes() {
      Policy policy =
          policy(
              RuleSet.of(Strictness.STRICT)
                  .with(Map.of(Finding.AUTH_UNAVAILABLE, Rule.always(Action.ACCEPT))));

      assertThat(policy.decide(undecided(NO_POINTER), Standings.unknown(), context(IPV6)).action())
          .isEqualTo(Action.TEMPFAIL);
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCEPT", "MARK", "QUARANTINE", "TEMPFAIL"})
    void anOutageAnswersForAFindingThatHasNoTemporaryReply(Action aboutTheOutage) {
      Policy policy =
          policy(
              RuleSet.of(Strictness.STRICT)
                  .with(Map.of(Finding.PTR_UNAVAILABLE, Rule.always(aboutTheOutage))));
      Evidence evidence = Cases.by(authenticated(UNAVAILABLE), MALFORMED);

      Verdict verdict = policy.decide(evidence, Standings.unknown(), context(IPV6));

      assertThat(verdict.action()).isEqualTo(Action.TEMPFAIL);
      assertThat(code(verdict)).isEqualTo("450 4.7.25");
      assertThat(verdict.refusal().orElseThrow().text())
          .contains("could not be looked up just now")
          .doesNotContain("From field");
    }

    @Test
    void aBrokenMessageAloneIsRefusedForGood() {
      Evidence evidence = Cases.by(authenticated(CONFIRMED), MALFORMED);

      Verdict verdict =
          policy(Strictness.STRICT).decide(evidence, Standings.unknown(), context(IPV6));

      assertThat(verdict.action()).isEqualTo(Action.REJECT);
      assertThat(code(verdict)).isEqualTo("550 5.6.0");
    }

    @Test
    void anOutageAloneIsNeverRefusedForGood() {
      for (Strictness strictness : Strictness.values()) {
        Verdict verdict =
            policy(strictness).decide(undecided(UNAVAILABLE), Standings.unknown(), context(IPV6));

        assertThat(verdict.action()).isIn(Action.ACCEPT, Action.TEMPFAIL);
        assertThat(code(verdict)).doesNotStartWith("5");
      }
    }

    @Test
    void anOutageOfDkimIsNoneWhereSpfPasses() {
      Evidence evidence = Cases.spfPassesDkimUndecided(CONFIRMED);

      assertThat(
              policy(Strictness.STRICT)
                  .decide(evidence, Standings.unknown(), context(IPV6))
                  .outcomes())
          .isEmpty();
    }

    @Test
    void overloadAnswersForNow() {
      Verdict verdict = policy(Strictness.STANDARD).overloaded(context(IPV6));

      assertThat(verdict.action()).isEqualTo(Action.TEMPFAIL);
      assertThat(code(verdict)).isEqualTo("451 4.3.2");
    }
  }

  @Nested
  class WhoseRules {

    private final Policy policy =
        policy(
            RuleSet.of(Strictness.STRICT),
            RuleSet.of(Strictness.OBSERVE),
            Map.of(
                network("2001:db8::/32"), RuleSet.of(Strictness.LENIENT),
                network("2001:db8:5::/48"), RuleSet.of(Strictness.STANDARD),
                network("203.0.113.0/24"), RuleSet.of(Strictness.STRICT)));

    @ParameterizedTest
    @CsvSource({
      "2001:470::1, reject",
      "198.51.100.1, accept",
      "::ffff:198.51.100.1, accept",
      "2001:db8::1, mark",
      "2001:db8:5::1, steer",
      "2001:db8:6::1, mark",
      "203.0.113.9, reject",
      "::ffff:203.0.113.9, reject",
      // Connections over IPv6, whatever address they carry.
      "2002:c633:6401::1, reject",
      "64:ff9b::c633:6401, reject",
      "2001:0:4136:e378:8000:63bf:39cc:9bfe, reject"
    })
    void theLongestMatchElseTheFamily(String client, String action) {
      Verdict verdict =
          policy.decide(authenticated(NO_POINTER), Standings.unknown(), context(address(client)));

      assertThat(verdict.action().keyword()).isEqualTo(action);
    }
  }
}
