package org.gate64.evidence.dmarc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.evidence.dmarc.Messages.NO_SPF;
import static org.gate64.evidence.dmarc.Messages.UNSIGNED;
import static org.gate64.evidence.dmarc.Messages.author;
import static org.gate64.evidence.dmarc.Messages.dkim;
import static org.gate64.evidence.dmarc.Messages.spf;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.gate64.dns.Payers;
import org.gate64.dns.ZoneDns;
import org.gate64.evidence.spf.SpfResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a check asks, when, and what a caller may do while it is under way. */
@Timeout(60)
class DmarcInquiryTest {

  private static final String RECORD = "_dmarc.example.com. TXT \"v=DMARC1; p=reject\"";

  @Test
  void looksForThePolicyAsSoonAsTheAuthorIsKnown() {
    ZoneDns dns = ZoneDns.of(RECORD);
    new DmarcCheck(dns).check(author("news.mail.example.com"), Payers.SOMEBODY);
    assertAsked(
        dns,
        "TXT _dmarc.news.mail.example.com",
        "TXT _dmarc.mail.example.com",
        "TXT _dmarc.example.com",
        "TXT _dmarc.com");
  }

  @Test
  void asksForNoMoreThanTheAuthorsWalkWhereItSpeaksForItself() {
    ZoneDns dns = ZoneDns.of(RECORD);
    assertThat(judge(dns, "example.com", spf("pass example.com"), "pass example.com").status())
        .isEqualTo(DmarcStatus.PASS);
    assertAsked(dns, "TXT _dmarc.example.com", "TXT _dmarc.com");
  }

  @Test
  void asksForNoMoreInStrictMode() {
    ZoneDns dns = ZoneDns.of("_dmarc.example.com. TXT \"v=DMARC1; p=reject; adkim=s; aspf=s\"");
    assertThat(judge(dns, "example.com", spf("pass a.example.com"), "pass b.example.com").status())
        .isEqualTo(DmarcStatus.FAIL);
    assertAsked(dns, "TXT _dmarc.example.com", "TXT _dmarc.com");
  }

  @Test
  void asksForNoMoreWhereNothingPassed() {
    ZoneDns dns = ZoneDns.of(RECORD);
    judge(dns, "example.com", spf("fail example.com"), "fail a.example.com");
    assertAsked(dns, "TXT _dmarc.example.com", "TXT _dmarc.com");
  }

  /** Otherwise a signature that is kept late would leave a forged author undecided. */
  @Test
  void knowsHowFarTheAuthorReachesBeforeAnythingHasPassed() {
    DmarcInquiry inquiry =
        new DmarcCheck(ZoneDns.of(RECORD)).check(Messages.author("example.com"), Payers.SOMEBODY);

    DmarcResult byNow = inquiry.resultByNow(spf("pass evil.com"), UNSIGNED);

    assertThat(byNow.status()).isEqualTo(DmarcStatus.FAIL);
    assertThat(byNow.alignment()).isEqualTo(Alignment.UNALIGNED);
  }

  @Test
  void walksForNobodyOutsideTheOrganization() {
    ZoneDns dns = ZoneDns.of(RECORD);
    judge(dns, "example.com", spf("pass a.b.c.other.com"), "pass x.example.net");
    assertAsked(dns, "TXT _dmarc.example.com", "TXT _dmarc.com");
  }

  @Test
  void walksForSubdomainsAndAsksNothingTwice() {
    ZoneDns dns = ZoneDns.of(RECORD);
    judge(dns, "example.com", spf("pass a.example.com"), "pass a.example.com");
    assertAsked(dns, "TXT _dmarc.example.com", "TXT _dmarc.com", "TXT _dmarc.a.example.com");
  }

  @Test
  void asksWhetherTheAuthorExistsOnlyWhereThatMatters() {
    String record = "_dmarc.example.com. TXT \"v=DMARC1; p=none; sp=none; np=reject\"";
    ZoneDns failing = ZoneDns.of(record);
    judge(failing, "sub.example.com", NO_SPF, "-");
    assertAsked(
        failing,
        "TXT _dmarc.sub.example.com",
        "TXT _dmarc.example.com",
        "TXT _dmarc.com",
        "A sub.example.com");

    ZoneDns passing = ZoneDns.of(record);
    judge(passing, "sub.example.com", spf("pass sub.example.com"), "-");
    assertThat(passing.asked()).hasSize(3);

    ZoneDns itself = ZoneDns.of(record);
    judge(itself, "example.com", NO_SPF, "-");
    assertThat(itself.asked()).hasSize(2);

    ZoneDns same = ZoneDns.of("_dmarc.example.com. TXT \"v=DMARC1; p=none; sp=reject; np=reject\"");
    judge(same, "sub.example.com", NO_SPF, "-");
    assertThat(same.asked()).hasSize(3);
  }

  @Test
  void asksNothingAboutAMalformedAuthor() {
    ZoneDns dns = ZoneDns.of(RECORD);
    DmarcResult result = judge(dns, "malformed", spf("pass example.com"), "-");
    assertThat(result.detail()).isEqualTo("there is no From field");
    assertThat(dns.asked()).isEmpty();
  }

  @Test
  void knowsNothingBeforeDnsHasAnswered() {
    DmarcInquiry inquiry = held(RECORD).inquiry("example.com");

    DmarcResult byNow = inquiry.resultByNow(spf("pass a.example.com"), UNSIGNED);

    assertThat(DmarcCase.written(byNow)).isEqualTo("temperror | - | unknown");
    assertThat(byNow.author()).contains(Messages.name("example.com"));
    assertThat(byNow.detail()).isNotEmpty();
  }

  @Test
  void saysByNowWhatIsCertainAlready() {
    Held held = held(RECORD);
    DmarcInquiry inquiry = held.inquiry("example.com");
    held.dns().releaseAll();

    assertThat(byNow(inquiry, "pass example.com"))
        .isEqualTo("pass | reject at example.com | aligned");
    assertThat(byNow(inquiry, "-")).isEqualTo("fail | reject at example.com | unaligned");
    assertThat(byNow(inquiry, "pass a.example.com"))
        .isEqualTo("temperror | reject at example.com | unknown");
    assertThat(byNow(inquiry, "temperror example.com"))
        .isEqualTo("temperror | reject at example.com | unknown");
    assertThat(held.dns().isHolding()).isFalse();
  }

  @Test
  void waitsForNothingThatCannotChangeAPass() {
    Held held = held(RECORD, ";!timeout _dmarc.com.");
    DmarcInquiry inquiry = held.inquiry("example.com");
    held.dns().releaseAll();

    CompletableFuture<DmarcResult> result =
        inquiry.evaluate(spf("pass a.example.com"), dkim("pass example.com"));

    assertThat(result).isDone();
    assertThat(result.join().status()).isEqualTo(DmarcStatus.PASS);
  }

  @Test
  void asksNothingMoreForWhatIsGivenUp() {
    ZoneDns zone = ZoneDns.of(RECORD);
    HeldDns dns = new HeldDns(zone, 1);
    DmarcInquiry inquiry = new DmarcCheck(dns).check(author("a.example.com"), Payers.SOMEBODY);
    CompletableFuture<DmarcResult> result = inquiry.evaluate(NO_SPF, UNSIGNED);
    assertThat(result).isNotDone();

    inquiry.giveUp();

    assertThat(result).isCompletedWithValue(inquiry.resultByNow(NO_SPF, UNSIGNED));
    assertThat(result.join().status()).isEqualTo(DmarcStatus.TEMPERROR);
    dns.releaseAll();
    assertThat(zone.asked()).hasSize(1);
    assertThat(inquiry.evaluate(NO_SPF, UNSIGNED)).isDone();
    assertThat(zone.asked()).hasSize(1);
  }

  @Test
  void keepsAResultThatIsThere() {
    ZoneDns zone = ZoneDns.of(RECORD);
    DmarcInquiry inquiry = new DmarcCheck(zone).check(author("example.com"), Payers.SOMEBODY);
    CompletableFuture<DmarcResult> result = inquiry.evaluate(NO_SPF, UNSIGNED);
    inquiry.giveUp();
    assertThat(result.join().status()).isEqualTo(DmarcStatus.FAIL);
    assertThat(inquiry.resultByNow(NO_SPF, UNSIGNED)).isEqualTo(result.join());
  }

  @Test
  void hasCallersThatCannotSpoilEachOthersResult() {
    Held held = held(RECORD);
    DmarcInquiry inquiry = held.inquiry("example.com");
    CompletableFuture<DmarcResult> one = inquiry.evaluate(NO_SPF, UNSIGNED);
    CompletableFuture<DmarcResult> other = inquiry.evaluate(spf("pass example.com"), UNSIGNED);
    one.cancel(true);
    held.dns().releaseAll();
    assertThat(other.join().status()).isEqualTo(DmarcStatus.PASS);
  }

  private record Held(HeldDns dns) {
    DmarcInquiry inquiry(String author) {
      return new DmarcCheck(dns).check(author(author), Payers.SOMEBODY);
    }
  }

  private static Held held(String... zone) {
    return new Held(new HeldDns(ZoneDns.of(zone), 1));
  }

  private static String byNow(DmarcInquiry inquiry, String spf) {
    return DmarcCase.written(inquiry.resultByNow(spf(spf), UNSIGNED));
  }

  private static DmarcResult judge(ZoneDns dns, String author, SpfResult spf, String dkim) {
    return new DmarcCheck(dns)
        .check(author(author), Payers.SOMEBODY)
        .evaluate(spf, dkim(dkim))
        .join();
  }

  private static void assertAsked(ZoneDns dns, String... questions) {
    assertThat(dns.asked())
        .extracting(Object::toString)
        .containsExactlyInAnyOrderElementsOf(List.of(questions));
  }
}
