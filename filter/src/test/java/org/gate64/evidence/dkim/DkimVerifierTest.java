package org.gate64.evidence.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.gate64.evidence.dkim.VerifierFixture.RSA;
import static org.gate64.evidence.dkim.VerifierFixture.bytes;
import static org.gate64.evidence.dkim.VerifierFixture.text;

import java.util.List;
import org.gate64.dns.ZoneDns;
import org.gate64.fixtures.mail.Canonicalization;
import org.gate64.fixtures.mail.MessageSigner;
import org.gate64.fixtures.mail.SigningKey;
import org.gate64.fixtures.mail.TestMessage;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DkimVerifierTest {

  private static final SigningKey ED = SigningKey.ed25519();
  private static final TestMessage MESSAGE = TestMessage.between("a@example.org", "b@example.net");

  private final MessageSigner signer = MessageSigner.of(RSA, "example.org", "rsa");
  private final ZoneDns dns =
      ZoneDns.of(
          RSA.zoneLine("rsa", "example.org"),
          SigningKey.zoneLine("bare", "example.org", RSA.dnsRecordPkcs1()),
          ED.zoneLine("ed", "example.org"));

  @ParameterizedTest
  @CsvSource({"SIMPLE,SIMPLE", "SIMPLE,RELAXED", "RELAXED,SIMPLE", "RELAXED,RELAXED"})
  void passesWhatWasSigned(Canonicalization header, Canonicalization body) {
    byte[] signed = signer.canonicalization(header, body).sign(MESSAGE.bytes());

    assertThat(verify(signed))
        .containsExactly(
            new DkimResult(
                DkimStatus.PASS,
                DomainName.parse("example.org"),
                "rsa",
                "rsa-sha256",
                b(signed),
                ""));
  }

  @Test
  void knowsBothFormsOfRsaKeysAndEd25519() {
    assertThat(verify(MessageSigner.of(RSA, "example.org", "bare").sign(MESSAGE.bytes())))
        .extracting(DkimResult::status)
        .containsExactly(DkimStatus.PASS);
    assertThat(verify(MessageSigner.of(ED, "example.org", "ed").sign(MESSAGE.bytes())))
        .extracting(DkimResult::status, DkimResult::algorithm)
        .containsExactly(tuple(DkimStatus.PASS, "ed25519-sha256"));
  }

  @Test
  void failsWhenTheBodyWasAltered() {
    byte[] signed = signer.sign(MESSAGE.bytes());
    String altered = text(signed).replace("Hello", "Hallo");

    assertThat(verify(bytes(altered)))
        .extracting(DkimResult::status, DkimResult::detail)
        .containsExactly(tuple(DkimStatus.FAIL, "body hash did not verify"));
  }

  @Test
  void failsWhenASignedFieldWasAlteredOrTheSignatureItself() {
    String signed = text(signer.tag("z", "b=x|y").sign(MESSAGE.bytes()));

    assertThat(verify(bytes(signed.replace("A test", "A text"))))
        .extracting(DkimResult::status, DkimResult::detail)
        .containsExactly(tuple(DkimStatus.FAIL, "signature did not verify"));
    assertThat(verify(bytes(signed.replace("z=b=x|y", "z=b=x|z"))))
        .extracting(DkimResult::status)
        .containsExactly(DkimStatus.FAIL);
    assertThat(verify(bytes(signed)))
        .extracting(DkimResult::status)
        .containsExactly(DkimStatus.PASS);
  }

  @Test
  void takesSignedFieldsFromTheBottom() {
    TestMessage twice = MESSAGE.header("Subject", "Another");
    byte[] lowest = signer.headers("from", "subject").sign(twice.bytes());
    byte[] both = signer.headers("from", "subject", "subject").sign(twice.bytes());

    assertThat(statuses(text(lowest).replace("A test", "A text"))).containsExactly(DkimStatus.PASS);
    assertThat(statuses(text(both).replace("A test", "A text"))).containsExactly(DkimStatus.FAIL);
  }

  @Test
  void noticesAFieldThatWasAddedToAnOversignedHeader() {
    byte[] signed = signer.headers("From", "From", "Reply-To").sign(MESSAGE.bytes());

    assertThat(statuses(text(signed))).containsExactly(DkimStatus.PASS);
    assertThat(statuses("Reply-To: x@example.com\r\n" + text(signed)))
        .containsExactly(DkimStatus.FAIL);
    assertThat(statuses("From: x@example.com\r\n" + text(signed))).containsExactly(DkimStatus.FAIL);
  }

  @Test
  void aSignatureDoesNotCoverItsOwnField() {
    byte[] signed = signer.headers("From", "DKIM-Signature").sign(MESSAGE.bytes());

    assertThat(statuses(text(signed))).containsExactly(DkimStatus.PASS);
  }

  @Test
  void aSignatureMayCoverAnother() {
    byte[] below = signer.headers("From").sign(MESSAGE.bytes());
    String both = text(signer.headers("From", "DKIM-Signature").sign(below));
    int second = both.lastIndexOf("DKIM-Signature: v=1;") + "DKIM-Signature: v=1;".length();
    String altered = both.substring(0, second) + " other=1;" + both.substring(second);

    assertThat(statuses(both)).containsExactly(DkimStatus.PASS, DkimStatus.PASS);
    assertThat(statuses(altered)).containsExactly(DkimStatus.FAIL, DkimStatus.FAIL);
  }

  @Test
  void judgesEachSignatureByItselfInTheOrderOfTheHeader() {
    byte[] once = MessageSigner.of(ED, "example.org", "ed").sign(MESSAGE.bytes());
    byte[] twice = signer.tag("s", "nowhere").sign(once);

    assertThat(verify(twice))
        .extracting(DkimResult::status, DkimResult::selector)
        .containsExactly(tuple(DkimStatus.PERMERROR, "nowhere"), tuple(DkimStatus.PASS, "ed"));
  }

  @Test
  void looksAtTheFirstSignaturesOnlyAndAsksForEachKeyOnce() {
    byte[] message = MESSAGE.bytes();
    for (int i = 0; i < 12; i++) {
      message = signer.headers("From").sign(message);
    }

    assertThat(verify(message))
        .hasSize(8)
        .extracting(DkimResult::status)
        .containsOnly(DkimStatus.PASS);
    assertThat(dns.asked()).hasSize(1);
  }

  private List<DkimStatus> statuses(String message) {
    return new VerifierFixture(dns).statuses(message);
  }

  private List<DkimResult> verify(byte[] message) {
    return new VerifierFixture(dns).verify(message);
  }

  private static String b(byte[] signed) {
    String text = text(signed);
    int start = text.indexOf("\tb=") + 3;
    return text.substring(start, start + 8);
  }
}
