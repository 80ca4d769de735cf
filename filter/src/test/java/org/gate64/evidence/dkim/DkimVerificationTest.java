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
import org.gate64.dns.Payers;
import org.gate64.dns.ZoneDns;
import org.gate64.fixtures.mail.Canonicalization;
import org.gate64.fixtures.mail.MessageSigner;
import org.gate64.fixtures.mail.SigningKey;
import org.gate64.fixtures.mail.TestMessage;
import org.junit.jupiter.api.Test;

/** How a verification goes along with a message: piece by piece, never waiting. */
class DkimVerificationTest {

  private static final SigningKey ED = SigningKey.ed25519();
  private static final TestMessage MESSAGE = TestMessage.between("a@example.org", "b@example.net");

  private final MessageSigner signer = MessageSigner.of(RSA, "example.org", "rsa");
  private final ZoneDns dns =
      ZoneDns.of(RSA.zoneLine("rsa", "example.org"), ED.zoneLine("ed", "example.org"));

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
        DkimVerification verification = verifier(dns).start(wire.header(), Payers.SOMEBODY);
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
  void hashesOneBodyForSignaturesOfManyLengthsAndBothForms() {
    byte[] signed = MESSAGE.body("Hello  there.\r\n".repeat(50)).bytes();
    for (Canonicalization form : List.of(SIMPLE, RELAXED)) {
      for (int length : new int[] {0, 100, 600}) {
        signed = signer.canonicalization(RELAXED, form).bodyLength(length).sign(signed);
      }
      signed = signer.canonicalization(RELAXED, form).sign(signed);
    }
    VerifierFixture verifier =
        new VerifierFixture(
            dns, new DkimSettings(8, 1024, Duration.ofMinutes(5), PartialBody.ALLOW));
    int inTheMiddle = text(signed).length() - 400;
    byte[] altered = signed.clone();
    altered[inTheMiddle] ^= 1;

    assertThat(verifier.verify(signed)).hasSize(8).allMatch(DkimResult::passed);
    assertThat(verifier.verify(altered))
        .extracting(DkimResult::passed)
        .containsExactly(false, false, true, true, false, false, true, true);
  }

  @Test
  void takesBuffersOfBothKinds() {
    WireMessage wire = WireMessage.of(signer.sign(MESSAGE.body("x\r\n".repeat(9000)).bytes()));
    ByteBuffer onHeap = ByteBuffer.wrap(wire.bodyBytes());
    ByteBuffer direct = ByteBuffer.allocateDirect(onHeap.remaining()).put(wire.bodyBytes()).flip();

    for (ByteBuffer buffer : List.of(onHeap, direct)) {
      DkimVerification verification = verifier(dns).start(wire.header(), Payers.SOMEBODY);
      verification.body(buffer);
      assertThat(buffer.hasRemaining()).isFalse();
      assertThat(verification.finish().join())
          .extracting(DkimResult::status)
          .containsExactly(DkimStatus.PASS);
    }
  }

  @Test
  void knowsTheResultsWithoutTheBodyWhereNoSignatureCouldVerify() {
    DkimVerification unsigned =
        verifier(dns).start(WireMessage.of(MESSAGE.bytes()).header(), Payers.SOMEBODY);
    byte[] sha1 = signer.sha1().sign(MESSAGE.bytes());
    DkimVerification refused = verifier(dns).start(WireMessage.of(sha1).header(), Payers.SOMEBODY);

    assertThat(unsigned.finish()).isCompletedWithValue(List.of());
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

    DkimVerification verification =
        verifier(slow).start(WireMessage.of(two).header(), Payers.SOMEBODY);
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
        verifier(question -> new CompletableFuture<>())
            .start(WireMessage.of(altered).header(), Payers.SOMEBODY);
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
    DkimVerification verification = overloaded.start(wire.header(), Payers.SOMEBODY);
    verification.body(ByteBuffer.wrap(wire.bodyBytes()));

    assertThat(verification.finish().join())
        .extracting(DkimResult::status, DkimResult::detail)
        .containsExactly(tuple(DkimStatus.TEMPERROR, "the signature could not be checked"));
  }

  private static DkimVerifier verifier(Dns dns) {
    return new VerifierFixture(dns).verifier();
  }
}
