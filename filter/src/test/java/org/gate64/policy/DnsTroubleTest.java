package org.gate64.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.policy.Cases.CONFIRMED;
import static org.gate64.policy.Cases.NO_POINTER;
import static org.gate64.policy.Cases.authenticated;
import static org.gate64.policy.Cases.unauthenticated;

import java.util.Optional;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.dmarc.Disposition;
import org.gate64.reputation.Standings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** While DNS is in trouble, nobody is refused for good on its word. */
class DnsTroubleTest {

  private static final PolicyContext SOUND = Cases.context(Cases.address("2001:db8::25"));
  private static final PolicyContext FAILING = Cases.inTrouble(SOUND);
  private static final Evidence DMARC_FAILS =
      Cases.dmarcFails(Disposition.REJECT, Disposition.REJECT);

  @ParameterizedTest
  @EnumSource(
      value = Strictness.class,
      names = {"STANDARD", "STRICT"})
  void whatRestsOnDnsIsRefusedForNow(Strictness strictness) {
    Policy policy = Cases.policy(strictness);

    assertThat(policy.decide(authenticated(NO_POINTER), Standings.unknown(), FAILING).action())
        .isEqualTo(Action.TEMPFAIL);
    assertThat(policy.decide(unauthenticated(CONFIRMED), Standings.unknown(), FAILING).action())
        .isEqualTo(Action.TEMPFAIL);
  }

  @Test
  void theReplySaysWhyItIsOnlyForNow() {
    Verdict verdict =
        Cases.policy(Strictness.STRICT).decide(DMARC_FAILS, Standings.unknown(), FAILING);

    assertThat(verdict.action()).isEqualTo(Action.TEMPFAIL);
    assertThat(verdict.refusal().orElseThrow().toString())
        .startsWith("450 4.7.1 ")
        .endsWith(
            " Much of DNS does not answer here just now; if this is wrong, please try again later."
                + " (gate64 id 7f3k2m9q)");
  }

  @Test
  void aClientIsRefusedAtRcptForNow() {
    Optional<Verdict> verdict =
        Cases.policy(Strictness.STANDARD)
            .decideBeforeMessage(NO_POINTER, Standings.unknown(), FAILING);

    assertThat(verdict.map(Verdict::action)).contains(Action.TEMPFAIL);
    assertThat(verdict.flatMap(Verdict::refusal).map(refusal -> refusal.code().basic()))
        .contains(450);
  }

  @Test
  void whatIsBrokenInTheMessageItselfIsRefusedForGood() {
    Evidence evidence = Cases.by(authenticated(NO_POINTER), new Author.Malformed("it has none"));

    Verdict verdict =
        Cases.policy(Strictness.STRICT).decide(evidence, Standings.unknown(), FAILING);

    assertThat(verdict.action()).isEqualTo(Action.REJECT);
    assertThat(verdict.refusal().map(refusal -> refusal.code().toString())).contains("550 5.6.0");
  }

  @Test
  void whatIsNotRefusedStaysAsItIs() {
    Policy lenient = Cases.policy(Strictness.LENIENT);

    assertThat(lenient.decide(DMARC_FAILS, Standings.unknown(), FAILING).outcomes())
        .isEqualTo(lenient.decide(DMARC_FAILS, Standings.unknown(), SOUND).outcomes());
  }

  @Test
  void theOutcomeTellsWhatTheRuleWantedAndWhatWasDone() {
    Verdict verdict =
        Cases.policy(Strictness.STRICT)
            .decide(authenticated(NO_POINTER), Standings.unknown(), FAILING);

    assertThat(verdict.outcomes())
        .containsExactly(new Outcome(Finding.NO_PTR, Rule.always(Action.REJECT), Action.TEMPFAIL));
  }
}
