package org.gate64.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.policy.Cases.CONFIRMED;
import static org.gate64.policy.Cases.authenticated;
import static org.gate64.policy.Cases.unauthenticated;
import static org.gate64.policy.Cases.undecided;

import java.util.List;
import java.util.Map;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.dmarc.Alignment;
import org.gate64.evidence.dmarc.Disposition;
import org.gate64.evidence.dmarc.DmarcResult;
import org.gate64.evidence.dmarc.DmarcStatus;
import org.gate64.reputation.Standings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from DMARC, and from the demand that what passes is aligned. */
class DmarcFindingTest {

  private static final PolicyContext CONTEXT = Cases.context(Cases.address("2001:db8::25"));

  @ParameterizedTest
  @CsvSource({
    "REJECT, REJECT, dmarc-fail",
    "QUARANTINE, QUARANTINE, dmarc-fail",
    "REJECT, QUARANTINE, dmarc-fail",
    "QUARANTINE, NONE, ''",
    "NONE, NONE, ''"
  })
  void aFailIsAFindingWhereTheDomainAsksForConsequences(
      Disposition published, Disposition applicable, String finding) {
    Evidence evidence = Cases.dmarcFails(published, applicable);

    assertThat(String.join(",", findings(RequiredAlignment.ANY, evidence))).isEqualTo(finding);
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, UNALIGNED, ''",
    "PASS, ALIGNED, ''",
    "PERMERROR, UNALIGNED, ''",
    "TEMPERROR, UNKNOWN, dmarc-unavailable",
    "TEMPERROR, UNALIGNED, dmarc-unavailable",
    "TEMPERROR, ALIGNED, ''"
  })
  void whatIsNotDecidedIsAFindingOfItsOwn(DmarcStatus status, Alignment alignment, String finding) {
    DmarcResult result =
        Cases.underPolicy(status, alignment, Disposition.REJECT, Disposition.REJECT);

    assertThat(
            String.join(
                ",", findings(RequiredAlignment.ANY, Cases.with(authenticated(CONFIRMED), result))))
        .isEqualTo(finding);
  }

  @Test
  void whereNoPolicyCouldBeHadNothingIsMadeOfIt() {
    DmarcResult unknown = Cases.dmarc(DmarcStatus.TEMPERROR, Alignment.UNKNOWN);

    assertThat(findings(RequiredAlignment.ANY, Cases.with(authenticated(CONFIRMED), unknown)))
        .isEmpty();
  }

  @Test
  void strictRefusesForGood() {
    Evidence evidence = Cases.dmarcFails(Disposition.REJECT, Disposition.REJECT);

    Verdict verdict =
        Cases.policy(Strictness.STRICT).decide(evidence, Standings.unknown(), CONTEXT);

    assertThat(verdict.refusal().orElseThrow())
        .hasToString(
            "550 5.7.1 The domain in From, news.bank.example, asks by its DMARC policy (reject by"
                + " bank.example) not to take mail in its name that passes neither SPF nor DKIM for"
                + " a domain aligned with it. Sign with DKIM for it, or send under a domain of your"
                + " own. SPF (example.org: pass), DKIM (no signature) (gate64 id 7f3k2m9q)");
  }

  @Test
  void strictRefusesForNowWhatIsNotDecided() {
    DmarcResult undecided =
        Cases.underPolicy(
            DmarcStatus.TEMPERROR, Alignment.UNKNOWN, Disposition.REJECT, Disposition.REJECT);

    Verdict verdict =
        Cases.policy(Strictness.STRICT)
            .decide(Cases.with(authenticated(CONFIRMED), undecided), Standings.unknown(), CONTEXT);

    assertThat(verdict.refusal().orElseThrow().toString())
        .startsWith(
            "451 4.7.1 The domain in From, news.bank.example, has a DMARC policy (reject by"
                + " bank.example), and whether the message satisfies it could not be found out");
  }

  @Test
  void aClientThatStrictRefusesIsRefusedEarlyAllTheSame() {
    assertThat(
            Cases.policy(Strictness.STRICT)
                .decideBeforeMessage(Cases.NO_POINTER, Standings.unknown(), CONTEXT)
                .map(Verdict::action))
        .contains(Action.REJECT);
  }

  @Test
  void aClientThatIsOnlySteeredWaitsWhereDmarcMightReject() {
    RuleSet rules =
        RuleSet.of(Strictness.STANDARD)
            .with(Map.of(Finding.DMARC_FAIL, Rule.always(Action.REJECT)));

    assertThat(
            Cases.policy(rules).decideBeforeMessage(Cases.NO_POINTER, Standings.unknown(), CONTEXT))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ALIGNED, ''",
    "UNALIGNED, unauthenticated",
    "UNKNOWN, auth-unavailable",
  })
  void alignedDemandsThatWhatPassesIsAligned(Alignment alignment, String finding) {
    Evidence evidence =
        Cases.with(authenticated(CONFIRMED), Cases.dmarc(DmarcStatus.NONE, alignment));

    assertThat(String.join(",", findings(RequiredAlignment.ALIGNED, evidence))).isEqualTo(finding);
    assertThat(findings(RequiredAlignment.ANY, evidence)).isEmpty();
  }

  @Test
  void anyLooksAtWhatPassesAlone() {
    DmarcResult aligned = Cases.dmarc(DmarcStatus.NONE, Alignment.ALIGNED);

    assertThat(findings(RequiredAlignment.ANY, Cases.with(unauthenticated(CONFIRMED), aligned)))
        .containsExactly("unauthenticated");
    assertThat(findings(RequiredAlignment.ANY, Cases.with(undecided(CONFIRMED), aligned)))
        .containsExactly("auth-unavailable");
  }

  @Test
  void whoPassesForAnotherDomainIsToldSo() {
    Verdict unaligned = aligned(Alignment.UNALIGNED);
    Verdict unknown = aligned(Alignment.UNKNOWN);

    assertThat(unaligned.refusal().orElseThrow())
        .hasToString(
            "550 5.7.26 The message passed neither SPF nor DKIM for a domain aligned with the one in"
                + " From, example.org. Sign with DKIM for that domain. SPF (example.org: pass), DKIM"
                + " (no signature) (gate64 id 7f3k2m9q)");
    assertThat(unknown.refusal().orElseThrow())
        .hasToString(
            "451 4.7.26 Whether the message passes SPF or DKIM for a domain aligned with the one in"
                + " From, example.org, could not be found out just now. Please try again later. SPF"
                + " (example.org: pass), DKIM (no signature) (gate64 id 7f3k2m9q)");
  }

  @Test
  void aMessageWithoutAnAuthorIsNotAskedToAlign() {
    Evidence evidence =
        Cases.with(
            Cases.by(authenticated(CONFIRMED), new Author.Malformed("it has none")),
            Cases.dmarc(DmarcStatus.PERMERROR, Alignment.UNALIGNED));

    assertThat(findings(RequiredAlignment.ALIGNED, evidence)).containsExactly("from-malformed");
  }

  private static Verdict aligned(Alignment alignment) {
    return policy(RequiredAlignment.ALIGNED)
        .decide(
            Cases.with(authenticated(CONFIRMED), Cases.dmarc(DmarcStatus.NONE, alignment)),
            Standings.unknown(),
            CONTEXT);
  }

  private static List<String> findings(RequiredAlignment required, Evidence evidence) {
    return policy(required).decide(evidence, Standings.unknown(), CONTEXT).outcomes().stream()
        .map(outcome -> outcome.finding().keyword())
        .toList();
  }

  private static Policy policy(RequiredAlignment required) {
    return Cases.policy(RuleSet.of(Strictness.STRICT).with(required));
  }
}
