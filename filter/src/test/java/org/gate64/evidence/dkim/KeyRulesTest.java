package org.gate64.evidence.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.gate64.evidence.dkim.DkimStatus.FAIL;
import static org.gate64.evidence.dkim.DkimStatus.PASS;
import static org.gate64.evidence.dkim.DkimStatus.PERMERROR;
import static org.gate64.evidence.dkim.DkimStatus.POLICY;
import static org.gate64.evidence.dkim.DkimStatus.TEMPERROR;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.gate64.dns.ZoneDns;
import org.gate64.fixtures.mail.MessageSigner;
import org.gate64.fixtures.mail.SigningKey;
import org.gate64.fixtures.mail.TestMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What DNS may say about a key: each rule with a message that is signed as it should be. */
class KeyRulesTest {

  private static final String GOOD = "p=" + VerifierFixture.RSA.publicKey();
  private static final SigningKey OTHER = SigningKey.rsa(1024);
  private static final SigningKey ED = SigningKey.ed25519();
  private static final TestMessage MESSAGE = TestMessage.between("a@example.org", "b@example.net");

  private final MessageSigner signer = MessageSigner.of(VerifierFixture.RSA, "example.org", "sel");

  static Stream<Arguments> records() {
    return Stream.of(
        record(GOOD, PASS, ""),
        record("v=DKIM1; " + GOOD + ";", PASS, ""),
        record("v=DKIM1;\n" + GOOD.replaceFirst("B", "B\n"), PASS, ""),
        record(VerifierFixture.RSA.dnsRecordPkcs1() + "=", PASS, ""),
        record("k=RSA; n=a note; " + GOOD, PASS, ""),
        record("g=somebody; " + GOOD, PASS, ""),
        record("t=y; " + GOOD, PASS, ""),
        record("s=*; " + GOOD, PASS, ""),
        record("s=tlsrpt : email; " + GOOD, PASS, ""),
        record("s=tlsrpt; " + GOOD, PERMERROR, "the key is not for e-mail"),
        record("h=sha1:sha256; " + GOOD, PASS, ""),
        record("h=SHA256; " + GOOD, PASS, ""),
        record("h=sha1; " + GOOD, PERMERROR, "the key is not for SHA-256"),
        record("h=*; " + GOOD, PERMERROR, "the key is not for SHA-256"),
        record("k=rsa; v=DKIM1; " + GOOD, PASS, ""),
        record("k=ed25519; " + GOOD, PERMERROR, "the key cannot be read"),
        record("k=ed25519; p=" + ED.publicKey(), PERMERROR, "the key is for another algorithm"),
        record("k=rot13; " + GOOD, PERMERROR, "the key cannot be read"),
        record("v=DKIM1; p=", PERMERROR, "the key is revoked"),
        record("v=DKIM1; p=????", PERMERROR, "the key cannot be read"),
        record("v=DKIM1; p=AAAA", PERMERROR, "the key cannot be read"),
        record("v=DKIM1; k=rsa", PERMERROR, "no key for signature"),
        record("v=DKIM2; " + GOOD, PERMERROR, "no key for signature"),
        record("v=spf1 -all", PERMERROR, "no key for signature"),
        record(
            "v=DKIM1; k=rsa; k=rsa; " + GOOD,
            PERMERROR,
            "the key record is not a valid list of tags"),
        record("hello", PERMERROR, "the key record is not a valid list of tags"),
        record(GOOD + "; n=" + "x".repeat(4096), PERMERROR, "the key record is too long"),
        record(OTHER.dnsRecord(), FAIL, "signature did not verify"));
  }

  @ParameterizedTest
  @MethodSource("records")
  void holds(String text, DkimStatus status, String detail) {
    assertThat(verify(signer, text))
        .extracting(DkimResult::status, DkimResult::detail)
        .containsExactly(tuple(status, detail));
  }

  @Test
  void triesSeveralKeysAndSaysWhatWeighsMost() {
    String good = VerifierFixture.RSA.dnsRecord();

    assertThat(verify(signer, "v=spf1 -all", "v=DKIM1; p=", OTHER.dnsRecord(), good))
        .extracting(DkimResult::status)
        .containsExactly(PASS);
    assertThat(verify(signer, "v=DKIM1; p=", OTHER.dnsRecord()))
        .extracting(DkimResult::status)
        .containsExactly(FAIL);
  }

  @Test
  void triesNoMoreThanTwoKeysOfThoseThatFit() {
    String other = OTHER.dnsRecord();
    String good = VerifierFixture.RSA.dnsRecord();
    String ed = ED.dnsRecord();

    assertThat(verify(signer, ed, ed + ";", other, good))
        .extracting(DkimResult::status)
        .containsExactly(PASS);
    assertThat(verify(signer, other, other + ";", good))
        .extracting(DkimResult::status)
        .containsExactly(FAIL);
  }

  @Test
  void findsTheKeyAmongOtherTexts() {
    assertThat(
            verify(
                signer,
                "v=spf1 -all",
                "site-verification=1",
                "site-verification=2",
                "site-verification=3",
                "site-verification=4",
                VerifierFixture.RSA.dnsRecord()))
        .extracting(DkimResult::status)
        .containsExactly(PASS);
    assertThat(verify(signer, "v=spf1 -all", "v=DKIM1; p="))
        .extracting(DkimResult::detail)
        .containsExactly("the key is revoked");
  }

  @Test
  void aStrictKeyIsNotForSubdomains() {
    for (String flags : List.of("s", "y:s", "y : S", "x:s:y")) {
      assertStrict("v=DKIM1; t=" + flags + "; " + GOOD);
    }
  }

  private void assertStrict(String strict) {
    assertThat(verify(signer, strict)).extracting(DkimResult::status).containsExactly(PASS);
    assertThat(verify(signer.tag("i", "a@example.org"), strict))
        .extracting(DkimResult::status)
        .containsExactly(PASS);
    assertThat(verify(signer.tag("i", "a@mail.example.org"), strict))
        .extracting(DkimResult::status, DkimResult::detail)
        .containsExactly(tuple(PERMERROR, "the key is not for subdomains"));
  }

  @Test
  void rsaKeysUnder1024BitsAreRefused() {
    SigningKey weak = SigningKey.rsa(1016);

    assertThat(verify(MessageSigner.of(weak, "example.org", "sel"), weak.dnsRecord()))
        .extracting(DkimResult::status, DkimResult::detail)
        .containsExactly(tuple(POLICY, "the key is too short"));
  }

  @Test
  void rsaKeysOver4096BitsAreRefusedWithoutATry() {
    assertThat(verify(signer, rsa(4096, BigInteger.valueOf(65_537))))
        .extracting(DkimResult::status, DkimResult::detail)
        .containsExactly(tuple(FAIL, "signature did not verify"));
    assertThat(verify(signer, rsa(4097, BigInteger.valueOf(65_537))))
        .extracting(DkimResult::status, DkimResult::detail)
        .containsExactly(tuple(POLICY, "the key is too long"));
  }

  @Test
  void exponentsOver33BitsAreRefusedWithoutATry() {
    assertThat(verify(signer, rsa(1024, BigInteger.ONE.shiftLeft(32).setBit(0))))
        .extracting(DkimResult::status, DkimResult::detail)
        .containsExactly(tuple(FAIL, "signature did not verify"));
    assertThat(verify(signer, rsa(1024, BigInteger.ONE.shiftLeft(33).setBit(0))))
        .extracting(DkimResult::status, DkimResult::detail)
        .containsExactly(tuple(PERMERROR, "the exponent of the key is too long"));
  }

  /** The record of a key that nobody can sign with, for its modulus is no product of two primes. */
  private static String rsa(int bits, BigInteger exponent) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    try {
      byte[] key =
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(modulus, exponent))
              .getEncoded();
      return "v=DKIM1; p=" + Base64.getEncoder().encodeToString(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anEd25519KeyThatIsNoPointOfTheCurveVerifiesNothing() {
    MessageSigner ed = MessageSigner.of(ED, "example.org", "sel");

    for (int fill = 0; fill < 256; fill += 5) {
      byte[] key = new byte[32];
      Arrays.fill(key, (byte) fill);
      String record = "v=DKIM1; k=ed25519; p=" + Base64.getEncoder().encodeToString(key);
      assertThat(verify(ed, record))
          .extracting(DkimResult::status)
          .isSubsetOf(FAIL, PERMERROR)
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"servfail", "timeout", "refused"})
  void aFailureOfDnsIsNoVerdict(String trouble) {
    ZoneDns dns = ZoneDns.of(";!" + trouble + " sel._domainkey.example.org.");

    assertThat(new VerifierFixture(dns).verify(signer.sign(MESSAGE.bytes())))
        .extracting(DkimResult::status, DkimResult::detail)
        .containsExactly(tuple(TEMPERROR, "DNS would not say what the key is"));
  }

  @Test
  void aKeyMayStandBehindAliases() {
    ZoneDns dns =
        ZoneDns.of(
            "sel._domainkey.example.org. CNAME sel.keys.example.net.",
            "sel.keys.example.net. CNAME sel._domainkey.host.example.",
            VerifierFixture.RSA.zoneLine("sel", "host.example"));

    assertThat(new VerifierFixture(dns).verify(signer.sign(MESSAGE.bytes())))
        .extracting(DkimResult::status)
        .containsExactly(PASS);
  }

  @Test
  void aNameThatDoesNotExistOrHasNoTextHoldsNoKey() {
    byte[] signed = signer.sign(MESSAGE.bytes());

    for (ZoneDns dns :
        List.of(ZoneDns.of(), ZoneDns.of("sel._domainkey.example.org. A 192.0.2.1"))) {
      assertThat(new VerifierFixture(dns).verify(signed))
          .extracting(DkimResult::status, DkimResult::detail)
          .containsExactly(tuple(PERMERROR, "no key for signature"));
    }
  }

  private static List<DkimResult> verify(MessageSigner signer, String... records) {
    String[] zone =
        Arrays.stream(records)
            .map(text -> SigningKey.zoneLine("sel", "example.org", text).replace("\n", "\\010"))
            .toArray(String[]::new);
    return new VerifierFixture(ZoneDns.of(zone)).verify(signer.sign(MESSAGE.bytes()));
  }

  private static Arguments record(String text, DkimStatus status, String detail) {
    return Arguments.of(text, status, detail);
  }
}
