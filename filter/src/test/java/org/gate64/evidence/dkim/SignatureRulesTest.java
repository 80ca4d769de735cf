package org.gate64.evidence.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.gate64.evidence.dkim.DkimStatus.FAIL;
import static org.gate64.evidence.dkim.DkimStatus.NEUTRAL;
import static org.gate64.evidence.dkim.DkimStatus.PASS;
import static org.gate64.evidence.dkim.DkimStatus.PERMERROR;
import static org.gate64.evidence.dkim.DkimStatus.POLICY;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gate64.dns.ZoneDns;
import org.gate64.fixtures.mail.MessageSigner;
import org.gate64.fixtures.mail.TestMessage;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a signature must say of itself: each rule with a signature that is right but for it. */
class SignatureRulesTest {

  private static final long NOW = VerifierFixture.NOW.getEpochSecond();
  private static final TestMessage MESSAGE =
      TestMessage.between("a@example.org", "b@example.net").body("Hello.\r\n");
  private static final int LENGTH = "Hello.\r\n".length();

  private final ZoneDns dns = ZoneDns.of(VerifierFixture.RSA.zoneLine("sel", "example.org"));
  private final VerifierFixture fixture = new VerifierFixture(dns);
  private final MessageSigner signer = MessageSigner.of(VerifierFixture.RSA, "example.org", "sel");

  /** A change to a good signature, and what comes of it. */
  record Rule(String name, UnaryOperator<MessageSigner> change, DkimStatus status, String detail) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Rule> tags() {
    return Stream.of(
        tag("v", "2", NEUTRAL, "the signature's version is not known"),
        tag("v", "", NEUTRAL, "the signature's version is not known"),
        tag("a", "rsa-sha1", POLICY, "rsa-sha1 is no longer accepted (RFC 8301)"),
        tag("a", "RSA-SHA256", PASS, ""),
        tag("a", "rsa-md5", NEUTRAL, "the signature's algorithm is not known"),
        tag("a", "ed25519-sha256", PERMERROR, "the key is for another algorithm"),
        tag("c", "relaxed/loose", NEUTRAL, "the signature's canonicalization is not known"),
        tag("c", "nofws", NEUTRAL, "the signature's canonicalization is not known"),
        tag("c", "Relaxed/RELAXED", PASS, ""),
        tag("d", "exa mple.org", PERMERROR, "the signature's d= is no domain name"),
        tag("d", "EXAMPLE.ORG", PASS, ""),
        tag("s", "", PERMERROR, "the signature's s= is no selector"),
        tag("s", "x".repeat(64), PERMERROR, "the signature's s= is no selector"),
        tag("s", "SEL", PASS, ""),
        tag("s", "other", PERMERROR, "no key for signature"),
        tag("b", "", PERMERROR, "the signature's b= is not base64"),
        tag("b", "!!!!", PERMERROR, "the signature's b= is not base64"),
        tag("b", "AAAA", FAIL, "signature did not verify"),
        tag("bh", "", PERMERROR, "the signature's bh= is not base64"),
        tag("bh", "AAAA", FAIL, "body hash did not verify"),
        tag("q", "dns/txt", PASS, ""),
        tag("q", "http/x : dns/txt", PASS, ""),
        tag("q", "http/x", NEUTRAL, "the signature's key is not to be had from DNS"),
        tag("i", "@example.org", PASS, ""),
        tag("i", "joe@mail.example.org", PASS, ""),
        tag("i", "a=40b@Example.Org", PASS, ""),
        tag("i", "joe=20\r\n\tdoe@\r\n\t mail.\r\n example.org", PASS, ""),
        tag("i", "joe@ not-\r\n example.org", PERMERROR, "the signature's i= is not within its d="),
        tag("i", "joe@example.com", PERMERROR, "the signature's i= is not within its d="),
        tag("i", "joe@xexample.org", PERMERROR, "the signature's i= is not within its d="),
        tag("i", "joe", PERMERROR, "the signature's i= is not within its d="),
        tag("unknown", "whatever", PASS, ""),
        tag("z", "From:x|b=y", PASS, ""),
        tag("z", "To:" + "a@example.org,\r\n ".repeat(3_500), PASS, ""),
        tag("to", "o=x", PASS, ""),
        tag("t o", "x", PERMERROR, "the signature is not a valid list of tags"));
  }

  static Stream<Rule> times() {
    return Stream.of(
        tag("t", Long.toString(NOW), PASS, ""),
        tag("t", Long.toString(NOW + 300), PASS, ""),
        tag("t", Long.toString(NOW + 301), NEUTRAL, "the signature is dated in the future"),
        tag("t", "soon", PERMERROR, "the signature's t= is no sensible number"),
        tag("t", "-1", PERMERROR, "the signature's t= is no sensible number"),
        tag("t", "1".repeat(13), PERMERROR, "the signature's t= is no sensible number"),
        tag("x", Long.toString(NOW + 1), PASS, ""),
        tag("x", Long.toString(NOW - 300), PASS, ""),
        tag("x", Long.toString(NOW - 301), NEUTRAL, "the signature has expired"),
        tag("x", "", PERMERROR, "the signature's x= is no sensible number"),
        new Rule(
            "x at t",
            signer -> signer.tag("t", "" + NOW).tag("x", "" + NOW),
            PERMERROR,
            "the signature expires before it was made"),
        new Rule(
            "x before t",
            signer -> signer.tag("t", "" + NOW).tag("x", "" + (NOW - 1)),
            PERMERROR,
            "the signature expires before it was made"));
  }

  static Stream<Rule> headers() {
    return Stream.of(
        tag("h", "", PERMERROR, "the signature does not cover From"),
        tag("h", "to:subject", PERMERROR, "the signature does not cover From"),
        tag("h", "FROM", PASS, ""),
        tag("h", "to :\r\n\t from", PASS, ""),
        tag(
            "h",
            "from" + ":x".repeat(512),
            PERMERROR,
            "the signature names too many header fields"));
  }

  static Stream<Rule> lengths() {
    return Stream.of(
        length(LENGTH, PASS, ""),
        length(LENGTH - 1, POLICY, "a part of the body is not signed"),
        length(0, POLICY, "a part of the body is not signed"),
        length(LENGTH + 1, FAIL, "the body is shorter than what was signed"),
        tag("l", "-1", PERMERROR, "the signature's l= is no sensible number"),
        tag("l", "9".repeat(18), FAIL, "the body is shorter than what was signed"),
        tag("l", "9".repeat(76), FAIL, "the body is shorter than what was signed"),
        tag("l", "0".repeat(75) + LENGTH, PASS, ""),
        tag("l", "0".repeat(76) + LENGTH, PERMERROR, "the signature's l= is no sensible number"),
        tag("l", "", PERMERROR, "the signature's l= is no sensible number"));
  }

  static Stream<Rule> requiredTags() {
    return Stream.of("v", "a", "d", "h", "s")
        .map(
            tag ->
                new Rule(
                    "without " + tag,
                    signer -> signer.without(tag),
                    PERMERROR,
                    "the signature lacks its " + tag + "= tag"));
  }

  @ParameterizedTest
  @MethodSource({"tags", "times", "headers", "lengths", "requiredTags"})
  void holds(Rule rule) {
    byte[] message = rule.change().apply(signer).sign(MESSAGE.bytes());

    assertThat(fixture.verify(message))
        .extracting(DkimResult::status, DkimResult::detail)
        .containsExactly(tuple(rule.status(), rule.detail()));
  }

  @Test
  void aSignatureNeedsItsBodyHashAndItsSignature() {
    String bare = "DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=sel; h=from; ";
    assertThat(fixture.verify(bare + "b=AAAA\r\n" + MESSAGE))
        .extracting(DkimResult::detail)
        .containsExactly("the signature lacks its bh= tag");
    assertThat(fixture.verify(bare + "bh=AAAA\r\n" + MESSAGE))
        .extracting(DkimResult::detail)
        .containsExactly("the signature lacks its b= tag");
  }

  @Test
  void aTagThatComesTwiceIsAnError() {
    String signed = VerifierFixture.text(signer.sign(MESSAGE.bytes()));

    assertThat(fixture.verify(signed.replace("\tb=", "\ts=sel; b=")))
        .containsExactly(
            SignatureLabel.unknown()
                .result(PERMERROR, "the signature is not a valid list of tags"));
  }

  @Test
  void whiteSpaceAroundTheTagBIsNoMatter() {
    String signed = VerifierFixture.text(signer.sign(MESSAGE.bytes()));
    int start = signed.indexOf("\tb=") + 3;
    String folded = signed.substring(0, start + 9) + "\r\n\t " + signed.substring(start + 9);

    assertThat(fixture.statuses(folded)).containsExactly(PASS);
  }

  @Test
  void domainsMayBeWrittenInUtf8() {
    ZoneDns german = ZoneDns.of(VerifierFixture.RSA.zoneLine("sel", "xn--mller-kva.example"));
    String utf8 = VerifierFixture.text("m\u00fcller.example".getBytes(StandardCharsets.UTF_8));
    byte[] signed = signer.tag("d", utf8).tag("i", "@sub." + utf8).sign(MESSAGE.bytes());

    assertThat(new VerifierFixture(german).verify(signed))
        .extracting(DkimResult::status, DkimResult::domain)
        .containsExactly(tuple(PASS, DomainName.parse("xn--mller-kva.example")));
    assertThat(
            fixture.statuses(
                VerifierFixture.text(signer.tag("d", "m\u00fcller.example").sign(MESSAGE.bytes()))))
        .containsExactly(PERMERROR);
  }

  @Test
  void aPartialBodyPassesWhereSettingsAllowIt() {
    DkimSettings lenient = new DkimSettings(8, 1024, Duration.ofMinutes(5), PartialBody.ALLOW);
    byte[] signed = signer.bodyLength(3).sign(MESSAGE.bytes());

    assertThat(new VerifierFixture(dns, lenient).verify(signed))
        .extracting(DkimResult::status)
        .containsExactly(PASS);
    assertThat(
            new VerifierFixture(dns, lenient)
                .statuses(VerifierFixture.text(signed).replace("Hello", "Hallo")))
        .containsExactly(FAIL);
  }

  @Test
  void signaturesThatDifferInLengthAreHashedApart() {
    byte[] twice = signer.sign(signer.bodyLength(3).sign(MESSAGE.bytes()));

    assertThat(fixture.statuses(VerifierFixture.text(twice))).isEqualTo(List.of(PASS, POLICY));
  }

  private static Rule tag(String name, String value, DkimStatus status, String detail) {
    String shown = value.length() > 40 ? value.substring(0, 40) + "..." : value;
    return new Rule(name + "=" + shown, signer -> signer.tag(name, value), status, detail);
  }

  private static Rule length(int length, DkimStatus status, String detail) {
    return new Rule("l=" + length, signer -> signer.bodyLength(length), status, detail);
  }
}
