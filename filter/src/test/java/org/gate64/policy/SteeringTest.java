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

import java.time.Duration;
import java.util.Map;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.dmarc.Alignment;
import org.gate64.evidence.dmarc.DmarcStatus;
import org.gate64.reputation.Standings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long mail is steered: three times, for four hours. */
class SteeringTest {

  private static final PolicyContext IPV6 = context(address("2001:db8::25"));
  private static final Policy STANDARD = policy(Strictness.STANDARD);

  @ParameterizedTest
  @CsvSource({
    "0, PT0S, 450 4.7.26",
    "1, PT5M, 450 4.7.26",
    "2, PT3H59M, 450 4.7.26",
    "3, PT15M, 550 5.7.26",
    "1, PT4H, 550 5.7.26",
    "40, PT1H, 550 5.7.26",
  })
  void mailIsRefusedForGoodWhenItHasBeenTriedOftenOrLongEnough(
      int count, Duration since, String code) {
    assertThat(code(decide(tried(count, since)))).isEqualTo(code);
  }

  @Test
  void mailThatComesForTheFirstTimeNeverIs() {
    assertThat(code(decide(new Tries.None()))).isEqualTo("450 4.7.26");
    assertThat(code(decide(new Tries.Untold()))).isEqualTo("450 4.7.26");
    assertThat(code(decide(tried(0, Duration.ofHours(9))))).isEqualTo("450 4.7.26");
  }

  @Test
  void theVerdictTellsThatSteeringIsOver() {
    Verdict verdict = decide(tried(3, Duration.ofMinutes(20)));

    assertThat(verdict.action()).isEqualTo(Action.REJECT);
    assertThat(verdict.endsSteering()).isTrue();
    assertThat(verdict.outcomes())
        .containsExactly(
            new Outcome(Finding.UNAUTHENTICATED, Rule.always(Action.STEER), Action.REJECT));
    assertThat(decide(tried(2, Duration.ZERO)).endsSteering()).isFalse();
  }

  @Test
  void theReplySaysSoAndWhatCanBeDone() {
    assertThat(text(decide(tried(3, Duration.ofMinutes(20)))))
        .startsWith("The message passed neither SPF")
        .contains(
            " The message was tried 4 times over IPv6 and is refused for good now: mend this, or"
                + " send over IPv4. (gate64 id ");
    assertThat(text(decide(tried(2, Duration.ZERO)))).doesNotContain("for good");
  }

  @Test
  void theReplyStaysWithinALineHoweverLongTheReason() {
    String label = "a".repeat(60);
    Evidence evidence =
        Cases.by(
            unauthenticated(CONFIRMED),
            new Author.Known(Cases.name(String.join(".", label, label, label, "example"))));
    RuleSet aligned = RuleSet.of(Strictness.STANDARD).with(RequiredAlignment.ALIGNED);
    Verdict verdict =
        policy(aligned)
            .decide(
                Cases.with(evidence, Cases.dmarc(DmarcStatus.NONE, Alignment.UNALIGNED)),
                Standings.unknown(),
                IPV6.with(tried(99, Duration.ofDays(4))));

    assertThat(text(verdict)).hasSizeLessThanOrEqualTo(480).contains("or send over IPv4.");
  }

  @Test
  void whoComesOverIpv4IsNotSentThere() {
    Verdict verdict =
        STANDARD.decide(
            unauthenticated(CONFIRMED),
            Standings.unknown(),
            context(address("192.0.2.25")).with(tried(3, Duration.ofHours(1))));

    assertThat(text(verdict))
        .contains("tried 4 times and is refused for good")
        .doesNotContain("v4");
  }

  @Test
  void anOutageBesideItIsNeverRefusedForGood() {
    Verdict verdict =
        STANDARD.decide(
            unauthenticated(UNAVAILABLE),
            Standings.unknown(),
            IPV6.with(tried(9, Duration.ofHours(9))));

    assertThat(code(verdict)).isEqualTo("450 4.7.26");
    assertThat(verdict.endsSteering()).isFalse();
    assertThat(text(verdict)).doesNotContain("for good");
  }

  @Test
  void whileDnsIsInTroubleNobodyIsRefusedForGood() {
    Verdict verdict =
        STANDARD.decide(
            unauthenticated(CONFIRMED),
            Standings.unknown(),
            Cases.inTrouble(IPV6).with(tried(9, Duration.ofHours(9))));

    assertThat(code(verdict)).isEqualTo("450 4.7.26");
  }

  @Test
  void whatIsOnlyRefusedForNowStaysSo() {
    RuleSet tempfail =
        RuleSet.of(Strictness.STANDARD)
            .with(Map.of(Finding.UNAUTHENTICATED, Rule.always(Action.TEMPFAIL)));

    assertThat(
            code(
                policy(tempfail)
                    .decide(
                        unauthenticated(CONFIRMED),
                        Standings.unknown(),
                        IPV6.with(tried(9, Duration.ofHours(9))))))
        .isEqualTo("450 4.7.26");
  }

  @Test
  void atRcptOnlyMailIsRefusedThatComesForTheFirstTime() {
    assertThat(early(new Tries.None())).isEqualTo("450 4.7.25");
    assertThat(early(new Tries.Untold())).isEqualTo("none");
    assertThat(early(tried(1, Duration.ofMinutes(5)))).isEqualTo("none");
    assertThat(early(tried(9, Duration.ofHours(9)))).isEqualTo("none");
  }

  @Test
  void whoIsRefusedForGoodAnywayIsRefusedAtRcptHoweverOftenHeComes() {
    assertThat(
            policy(Strictness.STRICT)
                .decideBeforeMessage(
                    NO_POINTER, Standings.unknown(), IPV6.with(tried(9, Duration.ofHours(9))))
                .map(Cases::code))
        .contains("550 5.7.25");
  }

  @Test
  void aFloodIsAnsweredAtRcptHoweverOftenItComes() {
    Standings flood =
        Remembered.network(Standings.unknown().network()).sending(2000, 1000).standings();

    assertThat(
            STANDARD
                .decideBeforeMessage(NO_POINTER, flood, IPV6.with(tried(9, Duration.ofHours(9))))
                .map(Cases::code))
        .contains("450 4.7.25");
  }

  @Test
  void itIsKnownWhetherAnythingIsSteeredAtAll() {
    assertThat(STANDARD.maySteer()).isTrue();
    assertThat(policy(Strictness.STRICT).maySteer()).isFalse();
  }

  private static String early(Tries tries) {
    return STANDARD
        .decideBeforeMessage(NO_POINTER, Standings.unknown(), IPV6.with(tries))
        .map(Cases::code)
        .orElse("none");
  }

  private static Verdict decide(Tries tries) {
    return STANDARD.decide(unauthenticated(CONFIRMED), Standings.unknown(), IPV6.with(tries));
  }

  private static Tries tried(int count, Duration since) {
    return new Tries.Known(count, since);
  }

  private static String text(Verdict verdict) {
    return verdict.refusal().orElseThrow().text();
  }
}
