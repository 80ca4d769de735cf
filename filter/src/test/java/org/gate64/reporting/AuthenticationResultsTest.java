package org.gate64.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.dkim.DkimResult;
import org.gate64.evidence.dkim.DkimStatus;
import org.gate64.evidence.dmarc.Alignment;
import org.gate64.evidence.dmarc.Disposition;
import org.gate64.evidence.dmarc.DmarcResult;
import org.gate64.evidence.dmarc.DmarcStatus;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.evidence.spf.SpfResult;
import org.gate64.evidence.spf.SpfStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationResultsTest {

  private static final String ID = "mx.example.net";

  @Test
  void tellsEachMethodOnALineOfItsOwn() {
    Evidence evidence = Samples.evidence(Samples.CONFIRMED, Samples.SPF_PASS, Samples.DKIM_PASS);

    assertThat(value(evidence))
        .isEqualTo(
            """
            mx.example.net;
            \tiprev=pass policy.iprev="2001:db8:1:2::25" (mail.example.org);
            \tspf=pass smtp.mailfrom=a@example.org;
            \tspf=none smtp.helo=mail.example.org;
            \tdkim=pass header.d=example.org header.s=s2026 header.a=ed25519-sha256
            \theader.b="Xk3/q9+a";
            \tdmarc=none header.from=example.org""");
  }

  @Test
  void tellsTheAbsenceOfReverseDnsAndSignatures() {
    Evidence evidence =
        Samples.evidence(new FcrdnsResult.NoPointer(), Samples.spf(SpfStatus.NONE, ""));

    assertThat(AuthenticationResults.value(ID, Samples.IPV4, evidence))
        .isEqualTo(
            """
            mx.example.net;
            \tiprev=permerror policy.iprev=192.0.2.25 (no PTR record);
            \tspf=none smtp.mailfrom=a@example.org;
            \tspf=none smtp.helo=mail.example.org;
            \tdkim=none;
            \tdmarc=none header.from=example.org""");
  }

  @Test
  void tellsWhatTheAuthorsDomainAsksFor() {
    assertThat(value(Samples.dmarcFails(Disposition.REJECT, Disposition.REJECT)))
        .endsWith(";\n\tdmarc=fail (policy reject) header.from=news.bank.example");
    assertThat(value(Samples.dmarcFails(Disposition.REJECT, Disposition.QUARANTINE)))
        .endsWith(";\n\tdmarc=fail (policy reject, testing) header.from=news.bank.example");
  }

  @Test
  void tellsWhyDmarcIsNotDecided() {
    DmarcResult fails = Samples.dmarcFails(Disposition.REJECT, Disposition.REJECT).dmarc();
    DmarcResult undecided =
        new DmarcResult(
            DmarcStatus.TEMPERROR,
            fails.author(),
            fails.policy(),
            Alignment.UNKNOWN,
            "SPF or DKIM could not be decided");

    assertThat(value(Samples.with(undecided)))
        .contains(
            "dmarc=temperror (policy reject, SPF or DKIM could not be decided)"
                + "\n\theader.from=news.bank.example");
  }

  @Test
  void namesNoAuthorWhereDmarcHasNone() {
    DmarcResult malformed =
        new DmarcResult(
            DmarcStatus.PERMERROR,
            Optional.empty(),
            Optional.empty(),
            Alignment.UNALIGNED,
            "there is no From field");

    assertThat(value(Samples.with(malformed)))
        .endsWith(";\n\tdmarc=permerror (there is no From field)");
  }

  @Test
  void namesPointersThatDoNotResolveBack() {
    FcrdnsResult unconfirmed =
        new FcrdnsResult.Unconfirmed(
            List.of(Samples.name("a.example.org"), Samples.name("b.example.org")));

    assertThat(value(Samples.evidence(unconfirmed, Samples.SPF_PASS)))
        .contains("iprev=fail policy.iprev=\"2001:db8:1:2::25\" (a.example.org and 1 more);");
    assertThat(value(Samples.evidence(new FcrdnsResult.Unconfirmed(List.of()), Samples.SPF_PASS)))
        .contains("iprev=fail policy.iprev=\"2001:db8:1:2::25\";");
  }

  @Test
  void givesReasonsWhereSomethingWentWrong() {
    Evidence evidence =
        Samples.evidence(
            new FcrdnsResult.Unavailable("PTR: timeout"),
            Samples.spf(SpfStatus.TEMPERROR, "TXT example.org: SERVFAIL"),
            Samples.dkim(DkimStatus.FAIL, "example.org", "the body hash does not match"));

    assertThat(value(evidence))
        .contains("iprev=temperror policy.iprev=\"2001:db8:1:2::25\" (PTR: timeout)")
        .contains("spf=temperror (TXT example.org: SERVFAIL) smtp.mailfrom=a@example.org")
        .contains("dkim=fail (the body hash does not match) header.d=example.org");
  }

  @Test
  void keepsTheExplanationOfAFailToItself() {
    assertThat(
            value(
                Samples.evidence(Samples.CONFIRMED, Samples.spf(SpfStatus.FAIL, "visit our shop"))))
        .contains("spf=fail smtp.mailfrom=a@example.org")
        .doesNotContain("shop");
  }

  @Test
  void namesTheHeloOfANullSender() {
    SpfResult spf =
        new SpfResult(
            SpfStatus.PASS,
            SpfResult.Identity.HELO,
            Optional.of(Samples.name("mail.example.org")),
            "postmaster@mail.example.org",
            "");

    assertThat(value(Samples.evidence(Samples.CONFIRMED, spf)))
        .contains("spf=pass smtp.helo=mail.example.org;");
  }

  @Test
  void quotesAHeloThatIsNoName() {
    SpfResult spf =
        new SpfResult(
            SpfStatus.NONE,
            SpfResult.Identity.HELO,
            Optional.empty(),
            "postmaster@[192.0.2.1]; dkim=pass",
            "");

    assertThat(value(Samples.evidence(Samples.CONFIRMED, spf)))
        .contains("spf=none smtp.helo=\"[192.0.2.1]? dkim=pass\";");
  }

  @Test
  void keepsPlainLocalPartsAndQuotesOthers() {
    assertThat(mailFrom("SRS0=ab/c=X=example.com=joe@example.org"))
        .contains("smtp.mailfrom=SRS0=ab/c=X=example.com=joe@example.org;");
    assertThat(mailFrom("joe+100%@example.org")).contains("smtp.mailfrom=joe+100%@example.org;");
    assertThat(mailFrom("\"a b\"@example.org")).contains("smtp.mailfrom=\"?a b?@example.org\";");
    assertThat(mailFrom("a..b@example.org")).contains("smtp.mailfrom=\"a..b@example.org\";");
    assertThat(mailFrom("a@[192.0.2.1]")).contains("smtp.mailfrom=\"a@[192.0.2.1]\";");
    assertThat(mailFrom("")).contains("smtp.mailfrom=\"\";");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\nX-Forged: 1@example.org",
        "x\n\tdkim=pass header.d=bank.example@example.org",
        "x; dkim=pass header.d=bank.example@example.org",
        "\"; dkim=pass header.d=bank.example; x=\"@example.org",
        "x\\\"; dkim=pass@example.org",
        "x) ; dkim=pass (@example.org",
        "x\u0000\u007f\u00fc\u2028@example.org"
      })
  void nothingFromOutsideAddsAResultOrALine(String hostile) {
    DkimResult dkim =
        new DkimResult(
            DkimStatus.PERMERROR,
            Optional.of(Samples.name("a\";dkim=pass(.example")),
            hostile,
            hostile,
            "",
            hostile);
    SpfResult spf =
        new SpfResult(
            SpfStatus.TEMPERROR, SpfResult.Identity.MAIL_FROM, Optional.empty(), hostile, hostile);
    FcrdnsResult pointer = new FcrdnsResult.Confirmed(Samples.name("a);dkim=pass(.example"));

    String value = value(Samples.evidence(pointer, spf, dkim));

    assertThat(value.split(";", -1)).hasSize(6);
    assertThat(value.replace("\n\t", " ")).matches("[ -~]*").doesNotContain("\\");
    assertThat(withoutQuotedStrings(value)).doesNotContain("\"").doesNotContain("bank.example)");
    assertThat(withoutQuotedStrings(value).chars().filter(c -> c == '(').count())
        .isEqualTo(withoutQuotedStrings(value).chars().filter(c -> c == ')').count());
  }

  @Test
  void staysWithinLineAndFieldLimits() {
    String longLabels = ("a".repeat(60) + ".").repeat(4) + "example";
    DkimResult dkim =
        new DkimResult(
            DkimStatus.PASS,
            Optional.of(Samples.name(longLabels)),
            "s".repeat(5000),
            "a".repeat(5000),
            "b".repeat(8),
            "d".repeat(5000));
    SpfResult spf =
        new SpfResult(
            SpfStatus.PERMERROR,
            SpfResult.Identity.MAIL_FROM,
            Optional.empty(),
            "\"".repeat(5000) + "@example.org",
            "e".repeat(5000));
    Evidence evidence =
        Samples.evidence(Samples.CONFIRMED, spf, Collections.nCopies(100, dkim), Samples.AUTHOR);

    String value = value(evidence);

    assertThat(value.lines().mapToInt(String::length).max().orElseThrow()).isLessThan(998);
    assertThat(value.length()).isLessThan(20_000);
  }

  private static String mailFrom(String mailbox) {
    SpfResult spf =
        new SpfResult(SpfStatus.PASS, SpfResult.Identity.MAIL_FROM, Optional.empty(), mailbox, "");
    return value(Samples.evidence(Samples.CONFIRMED, spf));
  }

  private static String value(Evidence evidence) {
    return AuthenticationResults.value(ID, Samples.IPV6, evidence);
  }

  private static String withoutQuotedStrings(String value) {
    return value.replaceAll("\"[^\"]*\"", "Q");
  }
}
