package org.gate64.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.policy.Cases.CONFIRMED;
import static org.gate64.policy.Cases.code;
import static org.gate64.policy.Remembered.bad;
import static org.gate64.policy.Remembered.good;

import org.gate64.evidence.Evidence;
import org.gate64.evidence.dmarc.Alignment;
import org.gate64.evidence.dmarc.DmarcResult;
import org.gate64.evidence.dmarc.DmarcStatus;
import org.gate64.reputation.Standings;
import org.junit.jupiter.api.Test;

/** Who answers for a message may be another domain, where DNS did not say all. */
class UndecidedSpeakerTest {

  private static final PolicyContext CONTEXT = Cases.context(Cases.address("2001:db8::25"));
  private static final Standings BAD_NETWORK = Remembered.network(bad()).standings();
  private static final Standings BAD_DOMAIN = Remembered.network(good()).speaker(bad()).standings();

  @Test
  void aBadNetworkIsRefusedForNowWhereAnUndecidedSignatureMightSpeakForTheMessage() {
    Evidence evidence =
        Cases.with(Cases.spfPassesDkimUndecided(CONFIRMED), dmarc(Alignment.UNALIGNED));

    assertThat(refusal(Strictness.STRICT, evidence, BAD_NETWORK)).isEqualTo("450 4.7.1");
  }

  @Test
  void soIsABadDomain() {
    Evidence evidence =
        Cases.with(Cases.spfPassesDkimUndecided(CONFIRMED), dmarc(Alignment.UNALIGNED));

    assertThat(refusal(Strictness.STANDARD, evidence, BAD_DOMAIN)).isEqualTo("450 4.7.1");
  }

  @Test
  void soItIsWhereItIsUndecidedWhetherTheAuthorsDomainSpeaks() {
    Evidence evidence = Cases.with(Cases.authenticated(CONFIRMED), dmarc(Alignment.UNKNOWN));

    assertThat(refusal(Strictness.STANDARD, evidence, BAD_DOMAIN)).isEqualTo("450 4.7.1");
  }

  @Test
  void whereTheAuthorsDomainSpeaksNoOtherWould() {
    Evidence evidence =
        Cases.with(Cases.spfPassesDkimUndecided(CONFIRMED), dmarc(Alignment.ALIGNED));

    assertThat(refusal(Strictness.STANDARD, evidence, BAD_DOMAIN)).isEqualTo("550 5.7.1");
    assertThat(refusal(Strictness.STRICT, evidence, BAD_NETWORK)).isEqualTo("550 5.7.1");
  }

  @Test
  void whereAllIsDecidedItIsForGood() {
    Evidence evidence = Cases.with(Cases.authenticated(CONFIRMED), dmarc(Alignment.UNALIGNED));

    assertThat(refusal(Strictness.STANDARD, evidence, BAD_DOMAIN)).isEqualTo("550 5.7.1");
  }

  private static String refusal(Strictness strictness, Evidence evidence, Standings standings) {
    return code(Cases.policy(strictness).decide(evidence, standings, CONTEXT));
  }

  private static DmarcResult dmarc(Alignment alignment) {
    return Cases.dmarc(DmarcStatus.NONE, alignment);
  }
}
