package org.gate64.evidence.dkim;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.gate64.dns.Dns;
import org.gate64.dns.Payers;
import org.gate64.fixtures.mail.SigningKey;

/**
 * Runs whole messages through a verifier that does everything at once and knows what time it is.
 */
record VerifierFixture(Dns dns, DkimSettings settings, Instant now) {

  /** The time of every test that names no other. */
  static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  /** One key for all, for it takes long to make one. */
  static final SigningKey RSA = SigningKey.rsa(1024);

  VerifierFixture(Dns dns) {
    this(dns, DkimSettings.defaults());
  }

  VerifierFixture(Dns dns, DkimSettings settings) {
    this(dns, settings, NOW);
  }

  DkimVerifier verifier() {
    return new DkimVerifier(dns, settings, InstantSource.fixed(now), Runnable::run);
  }

  List<DkimResult> verify(byte[] message) {
    WireMessage wire = WireMessage.of(message);
    DkimVerification verification = verifier().start(wire.header(), Payers.SOMEBODY);
    verification.body(wire.bodyBytes(), 0, wire.body().length());
    return verification.finish().join();
  }

  List<DkimResult> verify(String message) {
    return verify(bytes(message));
  }

  /** The statuses alone. */
  List<DkimStatus> statuses(String message) {
    return verify(message).stream().map(DkimResult::status).toList();
  }

  static String text(byte[] message) {
    return new String(message, StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(String message) {
    return message.getBytes(StandardCharsets.ISO_8859_1);
  }
}
