package org.gate64.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.dkim.DkimResult;
import org.gate64.evidence.dkim.DkimStatus;
import org.gate64.evidence.dmarc.Alignment;
import org.gate64.evidence.dmarc.Disposition;
import org.gate64.evidence.dmarc.DmarcPolicy;
import org.gate64.evidence.dmarc.DmarcResult;
import org.gate64.evidence.dmarc.DmarcStatus;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.evidence.spf.SpfResult;
import org.gate64.evidence.spf.SpfStatus;
import org.gate64.net.DomainName;
import org.gate64.reputation.Standings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTextTest {

  private static final PolicyContext CONTEXT = Cases.context(Cases.address("2001:db8::25"));
  private static final String ID = " (gate64 id 7f3k2m9q)";

  @Test
  void namesTheAddressWithoutPointer() {
    assertThat(text(Finding.NO_PTR, Cases.authenticated(Cases.NO_POINTER)))
        .isEqualTo(
            "[2001:db8::25] has no reverse DNS (PTR record). This server takes mail only from"
                + " addresses whose reverse DNS resolves back to them; ask your network's provider"
                + " to set it up."
                + ID);
  }

  @Test
  void namesThePointerThatDoesNotResolveBack() {
    assertThat(text(Finding.PTR_UNCONFIRMED, pointers("mail.example.org")))
        .isEqualTo(
            "The reverse DNS of [2001:db8::25], mail.example.org, does not resolve back to that"
                + " address. Make the PTR record and the name's address record agree."
                + ID);
    assertThat(text(Finding.PTR_UNCONFIRMED, pointers("a.example", "b.example", "c.example")))
        .startsWith("The reverse DNS of [2001:db8::25], a.example and 2 more, does not resolve");
    assertThat(text(Finding.PTR_UNCONFIRMED, pointers()))
        .startsWith("The reverse DNS of [2001:db8::25] does not resolve back to that address.");
  }

  @Test
  void asksToTryAgainWhereDnsFails() {
    assertThat(text(Finding.PTR_UNAVAILABLE, Cases.authenticated(Cases.UNAVAILABLE)))
        .isEqualTo(
            "The reverse DNS of [2001:db8::25] could not be looked up just now. Please try again"
                + " later."
                + ID);
    assertThat(text(Finding.AUTH_UNAVAILABLE, Cases.undecided(Cases.CONFIRMED)))
        .isEqualTo(
            "Neither SPF (example.org: temperror) nor DKIM (no signature) passed, and not all of it"
                + " could be checked just now. Please try again later."
                + ID);
  }

  @Test
  void saysWhyNeitherSpfNorDkimPassed() {
    assertThat(text(Finding.UNAUTHENTICATED, Cases.unauthenticated(Cases.CONFIRMED)))
        .isEqualTo(
            "The message passed neither SPF (example.org: softfail) nor DKIM (no signature). Add"
                + " [2001:db8::25] to the SPF record of example.org, or sign with DKIM."
                + ID);
    DkimResult altered = Cases.dkim(DkimStatus.FAIL, "a.example", "the body hash does not match");
    DkimResult noKey = Cases.dkim(DkimStatus.PERMERROR, "b.example", "");
    assertThat(text(Finding.UNAUTHENTICATED, signedBy(altered, noKey)))
        .contains(
            "nor DKIM (a.example: fail, the body hash does not match, b.example: permerror).");
    assertThat(text(Finding.UNAUTHENTICATED, signedBy(noKey, noKey, noKey)))
        .contains("nor DKIM (b.example: permerror, b.example: permerror, ...).");
  }

  @Test
  void saysWhatIsWrongWithTheAuthor() {
    Evidence evidence =
        Cases.by(Cases.authenticated(Cases.CONFIRMED), new Author.Malformed("it has two of them"));

    assertThat(text(Finding.FROM_MALFORMED, evidence))
        .isEqualTo(
            "The message needs exactly one From field, with its author's address: it has two of"
                + " them."
                + ID);
  }

  @Test
  void takesTheBlameForOverload() {
    assertThat(RefusalText.of(CONTEXT).of(Finding.OVERLOAD))
        .isEqualTo(
            "The message could not be checked in time; the fault is here. Please try again later."
                + ID);
  }

  @ParameterizedTest
  @EnumSource(Finding.class)
  void knowsWhatToSayWhateverIsKnown(Finding finding) {
    assertThat(RefusalText.of(CONTEXT).of(finding)).matches("[ -~&&[^%]]+").endsWith(ID);
    assertThat(RefusalText.of(CONTEXT, Cases.NO_POINTER, Standings.unknown()).of(finding))
        .matches("[ -~&&[^%]]+")
        .endsWith(ID);
  }

  static Stream<String> hostileTexts() {
    return Stream.of(
        "\r\n250 2.0.0 accepted",
        "%s%n%%",
        "\u0000\u0007\u001b[2J\u007f",
        "\u00e9\u2028\u0085",
        "x".repeat(100_000));
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void nothingFromOutsideBreaksOut(String hostile) {
    Evidence evidence = hostile(hostile);

    for (Finding finding : Finding.values()) {
      assertThat(text(finding, evidence))
          .matches("[ -~&&[^%]]+")
          .hasSizeLessThanOrEqualTo(480)
          .endsWith(ID);
    }
  }

  @Test
  void aReplyFitsIntoItsLineWithTheLongestNamesThereAre() {
    DomainName longest = Cases.name(("%".repeat(60) + ".").repeat(4) + "example.x");
    DkimResult signature =
        new DkimResult(
            DkimStatus.PERMERROR, Optional.of(longest), "", "", "", "the key is not there");
    SpfResult spf =
        new SpfResult(SpfStatus.PERMERROR, SpfResult.Identity.HELO, Optional.of(longest), "", "");
    Evidence evidence =
        Cases.evidence(
            new FcrdnsResult.Unconfirmed(List.of(longest, longest)),
            spf,
            Collections.nCopies(8, signature),
            new Author.Known(longest),
            dmarc(longest));

    for (Finding finding : Finding.values()) {
      Refusal refusal = new Refusal(new ReplyCode(550, "5.7.25"), text(finding, evidence));
      assertThat(refusal.text()).hasSizeLessThanOrEqualTo(480).endsWith(ID);
      assertThat(refusal.toString().length() + 2).isLessThanOrEqualTo(512);
      assertThat(refusal.text()).matches("[ -~&&[^%]]+");
    }
  }

  @Test
  void idsAreShortAndHardToMisread() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(64);

    assertThat(Stream.generate(() -> VerdictId.next(random).text()).limit(1000))
        .allMatch(id -> id.matches("[a-km-np-z2-9]{8}"))
        .doesNotHaveDuplicates();
  }

  private static String text(Finding finding, Evidence evidence) {
    return RefusalText.of(CONTEXT, evidence, Standings.unknown(), RequiredAlignment.ANY)
        .of(finding);
  }

  private static Evidence pointers(String... names) {
    return Cases.authenticated(
        new FcrdnsResult.Unconfirmed(Stream.of(names).map(Cases::name).toList()));
  }

  private static Evidence signedBy(DkimResult... signatures) {
    return Cases.evidence(
        Cases.CONFIRMED,
        Cases.spf(SpfStatus.NONE),
        List.of(signatures),
        new Author.Known(Cases.name("example.org")),
        Cases.dmarc(DmarcStatus.NONE, Alignment.UNALIGNED));
  }

  private static Evidence hostile(String text) {
    DkimResult signature = new DkimResult(DkimStatus.FAIL, Optional.empty(), text, text, "", text);
    return Cases.evidence(
        new FcrdnsResult.Unavailable(text),
        new SpfResult(SpfStatus.FAIL, SpfResult.Identity.MAIL_FROM, Optional.empty(), text, text),
        List.of(signature, signature),
        new Author.Malformed(text),
        new DmarcResult(
            DmarcStatus.PERMERROR, Optional.empty(), Optional.empty(), Alignment.UNALIGNED, text));
  }

  private static DmarcResult dmarc(DomainName domain) {
    return new DmarcResult(
        DmarcStatus.FAIL,
        Optional.of(domain),
        Optional.of(new DmarcPolicy(domain, Disposition.QUARANTINE, Disposition.QUARANTINE)),
        Alignment.UNALIGNED,
        "");
  }
}
