package org.gate64.evidence.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.gate64.evidence.dkim.VerifierFixture.NOW;
import static org.gate64.evidence.dkim.VerifierFixture.RSA;
import static org.gate64.evidence.dkim.VerifierFixture.bytes;
import static org.gate64.evidence.dkim.VerifierFixture.text;
import static org.gate64.fixtures.mail.Canonicalization.RELAXED;
import static org.gate64.fixtures.mail.Canonicalization.SIMPLE;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
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

  @Test
  void hashesABodyThatComesInPiecesOfAnySize() {
    String body = " a\t b \r\n\r\n\r\n c  \r\r\nd\n e\r\n \t\r\n\r\n";
    for (Canonicalization form : List.of(SIMPLE, RELAXED)) {
      byte[] signed =
          signer
              .canonicalization(RELAXED, form)
              .sign(MESSAGE.body(body.replaceAll("(?<!\r)\n", "\r\n")).bytes());
      WireMessage wire = WireMessage.of(signed);
      byte[] bytes = bytes(body);
      for (int size = 1; size <= bytes.length; size++) {
        DkimVerification verification = verifier(dns).start(wire.header());
        for (int start = 0; start < bytes.length; start += size) {
          verification.body(bytes, start, Math.min(size, bytes.length - start));
        }
        assertThat(verification.finish().join())
            .as("%s in pieces of %d", form, size)
            .extracting(DkimResult::status)
            .containsExactly(DkimStatus.PASS);
      }
    }
  }

  @Test
  void takesBuffersOfBothKinds() {
    WireMessage wire = WireMessage.of(signer.sign(MESSAGE.body("x\r\n".repeat(9000)).bytes()));
    ByteBuffer onHeap = ByteBuffer.wrap(wire.bodyBytes());
    ByteBuffer direct = ByteBuffer.allocateDirect(onHeap.remaining()).put(wire.bodyBytes()).flip();

    for (ByteBuffer buffer : List.of(onHeap, direct)) {
      DkimVerification verification = verifier(dns).start(wire.header());
      verification.body(buffer);
      assertThat(buffer.hasRemaining()).isFalse();
      assertThat(verification.finish().join())
          .extracting(DkimResult::status)
          .containsExactly(DkimStatus.PASS);
    }
  }

  @Test
  void needsNoBodyWithoutASignatureThatCouldVerify() {
    DkimVerification unsigned = verifier(dns).start(WireMessage.of(MESSAGE.bytes()).header());
    byte[] sha1 = signer.sha1().sign(MESSAGE.bytes());
    DkimVerification refused = verifier(dns).start(WireMessage.of(sha1).header());

    assertThat(unsigned.needsBody()).isFalse();
    assertThat(unsigned.finish()).isCompletedWithValue(List.of());
    assertThat(refused.needsBody()).isFalse();
    assertThat(refused.resultsByNow())
        .extracting(DkimResult::status)
        .containsExactly(DkimStatus.POLICY);
    assertThat(dns.asked()).isEmpty();
  }

  @Test
  void asksForKeysAtOnceAndTellsWhatIsKnownBeforeTheyCome() {
    CompletableFuture<DnsAnswer> late = new CompletableFuture<>();
    byte[] one = signer.tag("s", "late").sign(MESSAGE.bytes());
    byte[] two = MessageSigner.of(ED, "example.org", "ed").sign(one);
    Dns slow = q -> q.name().toString().startsWith("late") ? late : dns.lookup(q);

    DkimVerification verification = verifier(slow).start(WireMessage.of(two).header());
    verification.body(ByteBuffer.wrap(WireMessage.of(two).bodyBytes()));
    CompletableFuture<List<DkimResult>> finished = verification.finish();

    assertThat(dns.asked()).hasSize(1);
    assertThat(finished).isNotDone();
    assertThat(verification.resultsByNow())
        .extracting(DkimResult::status, DkimResult::detail)
        .containsExactly(
            tuple(DkimStatus.PASS, ""),
            tuple(DkimStatus.TEMPERROR, "the key did not arrive in time"));
    late.complete(new DnsAnswer.None(false, Duration.ofMinutes(1)));
    assertThat(finished.join())
        .extracting(DkimResult::status)
        .containsExactly(DkimStatus.PASS, DkimStatus.PERMERROR);
  }

  @Test
  void failsAnAlteredBodyWithoutWaitingForTheKey() {
    byte[] altered = bytes(text(signer.sign(MESSAGE.bytes())).replace("Hello", "Hallo"));
    DkimVerification verification =
        verifier(question -> new CompletableFuture<>()).start(WireMessage.of(altered).header());
    verification.body(ByteBuffer.wrap(WireMessage.of(altered).bodyBytes()));

    assertThat(verification.finish().join())
        .extracting(DkimResult::status)
        .containsExactly(DkimStatus.FAIL);
  }

  @Test
  void isUndecidedWhenThereIsNoThreadToCheckIt() {
    WireMessage wire = WireMessage.of(signer.sign(MESSAGE.bytes()));
    DkimVerifier overloaded =
        new DkimVerifier(
            dns,
            DkimSettings.defaults(),
            InstantSource.fixed(NOW),
            task -> {
              throw new RejectedExecutionException();
            });
    DkimVerification verification = overloaded.start(wire.header());
    verification.body(ByteBuffer.wrap(wire.bodyBytes()));

    assertThat(verification.finish().join())
        .extracting(DkimResult::status, DkimResult::detail)
        .containsExactly(tuple(DkimStatus.TEMPERROR, "the signature could not be checked"));
  }

  private List<DkimStatus> statuses(String message) {
    return new VerifierFixture(dns).statuses(message);
  }

  private List<DkimResult> verify(byte[] message) {
    return new VerifierFixture(dns).verify(message);
  }

  private static DkimVerifier verifier(Dns dns) {
    return new VerifierFixture(dns).verifier();
  }

  private static String b(byte[] signed) {
    String text = text(signed);
    int start = text.indexOf("\tb=") + 3;
    return text.substring(start, start + 8);
  }
}
