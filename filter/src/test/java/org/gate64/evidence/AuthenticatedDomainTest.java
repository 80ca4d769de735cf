package org.gate64.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.gate64.dns.Payers;
import org.gate64.dns.ZoneDns;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.dkim.DkimResult;
import org.gate64.evidence.dkim.DkimStatus;
import org.gate64.evidence.dmarc.DmarcCheck;
import org.gate64.evidence.dmarc.DmarcResult;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.evidence.spf.SpfResult;
import org.gate64.evidence.spf.SpfStatus;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.Test;

/** Which domain answers for a message. */
class AuthenticatedDomainTest {

  private static final ZoneDns DNS = ZoneDns.of("_dmarc.example.org. TXT \"v=DMARC1; p=none\"");

  @Test
  void isTheAuthorsOrganizationWhereAPassIsAligned() {
    assertThat(answering("news.example.org", SpfStatus.PASS, "bounce.example.org"))
        .contains(new AuthenticatedDomain(name("example.org"), true, true));
  }

  @Test
  void isTheAuthorItselfWhereNoRecordTellsOfAnOrganization() {
    assertThat(answering("news.example.net", SpfStatus.PASS, "news.example.net"))
        .contains(new AuthenticatedDomain(name("news.example.net"), true, true));
  }

  @Test
  void isWhatPassedWhereThatIsNotTheAuthors() {
    assertThat(answering("example.org", SpfStatus.PASS, "list.example.net"))
        .contains(new AuthenticatedDomain(name("list.example.net"), false, true));
  }

  @Test
  void isASignerRatherThanTheSender() {
    assertThat(answering("example.org", SpfStatus.PASS, "a.example.net", "b.example.com"))
        .contains(new AuthenticatedDomain(name("b.example.com"), false, false));
  }

  @Test
  void doesNotSendWhereOnlyItsSignatureIsThere() {
    assertThat(answering("example.org", SpfStatus.PASS, "example.net", "example.org"))
        .contains(new AuthenticatedDomain(name("example.org"), true, false));
  }

  @Test
  void isNobodyWhereNothingPassed() {
    assertThat(answering("example.org", SpfStatus.SOFTFAIL, "example.org")).isEmpty();
  }

  @Test
  void isWhatPassedWhereTheMessageHasAuthorsOfSeveralDomains() {
    Author several = new Author.Known(List.of(name("example.org"), name("news.example.org")));
    assertThat(evidence(several, SpfStatus.PASS, "example.org").authenticatedDomain())
        .contains(new AuthenticatedDomain(name("example.org"), false, true));
  }

  private static Optional<AuthenticatedDomain> answering(
      String author, SpfStatus spf, String sender, String... signers) {
    return evidence(new Author.Known(name(author)), spf, sender, signers).authenticatedDomain();
  }

  private static Evidence evidence(
      Author author, SpfStatus status, String sender, String... signers) {
    SpfResult spf =
        new SpfResult(
            status, SpfResult.Identity.MAIL_FROM, Optional.of(name(sender)), "a@" + sender, "");
    List<DkimResult> dkim = List.of(signers).stream().map(AuthenticatedDomainTest::passed).toList();
    DmarcResult dmarc =
        new DmarcCheck(DNS).check(author, Payers.SOMEBODY).evaluate(spf, dkim).join();
    return new Evidence(
        new FcrdnsResult.NoPointer(), spf, Optional.empty(), dkim, author, dmarc, Optional.empty());
  }

  private static DkimResult passed(String signer) {
    return new DkimResult(
        DkimStatus.PASS, Optional.of(name(signer)), "s1", "rsa-sha256", "dzdVyOfA", "");
  }

  private static DomainName name(String text) {
    return DomainName.parse(text).orElseThrow();
  }
}
