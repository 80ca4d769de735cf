package org.gate64.evidence.dkim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gate64.evidence.dkim.SignedSample.Signature;
import org.gate64.fixtures.mail.MessageSigner;

/** Signs sample messages, with dkimpy where it can, otherwise with the fixture. */
final class SampleSigner {

  private static final int ORDINARY = 320;

  /** RSA keys of 4096 bits are slow to sign with. */
  private static final List<KeyCase> ORDINARY_KEYS =
      List.of(
          KeyCase.RSA_1024,
          KeyCase.RSA_1024,
          KeyCase.RSA_2048,
          KeyCase.RSA_4096,
          KeyCase.ED25519,
          KeyCase.ED25519,
          KeyCase.PKCS1,
          KeyCase.MANY_STRINGS);

  private static final List<String> FIELDS =
      List.of(
          "from",
          "from:to:subject:date",
          "From:From:Subject:Subject:Reply-To",
          "from:x-note:x-note:subject",
          "subject:from:x-note");

  private final SampleMessages samples;
  private final Dkimpy dkimpy;
  private final Instant now;

  SampleSigner(SampleMessages samples, Dkimpy dkimpy, Instant now) {
    this.samples = samples;
    this.dkimpy = dkimpy;
    this.now = now;
  }

  /**
   * All samples: ordinary ones, of which every fifth is signed twice and one in ten three times;
   * each key and each form of signature in all four canonicalizations.
   */
  List<SignedSample> all() {
    List<SignedSample> all = new ArrayList<>();
    for (int i = 0; i < ORDINARY; i++) {
      SignedSample sample = ordinary(next());
      if (i % 5 == 0) {
        sample = ordinary(sample);
      }
      if (i % 10 == 0) {
        sample = by(sample, KeyCase.RSA_1024, samples.any(List.of(SignatureCase.values())));
      }
      all.add(sample);
    }
    for (Canonicalization header : Canonicalization.values()) {
      for (Canonicalization body : Canonicalization.values()) {
        for (KeyCase key : KeyCase.values()) {
          all.add(plain(next(), new Signature(key, SignatureCase.PLAIN, header, body)));
        }
        for (SignatureCase form : SignatureCase.values()) {
          all.add(special(next(), new Signature(KeyCase.RSA_1024, form, header, body)));
        }
        all.add(by(next(), KeyCase.STRICT, SignatureCase.IDENTITY_BELOW, header, body));
        for (int i = 0; i < 5; i++) {
          all.add(
              by(
                  ordinary(next()),
                  KeyCase.RSA_1024,
                  SignatureCase.ANOTHER_SIGNATURE_SIGNED,
                  header,
                  body));
        }
      }
    }
    return all;
  }

  private SignedSample next() {
    return SignedSample.unsigned(samples.next());
  }

  private SignedSample ordinary(SignedSample sample) {
    return plain(sample, signature(samples.any(ORDINARY_KEYS), SignatureCase.PLAIN));
  }

  private SignedSample by(SignedSample sample, KeyCase key, SignatureCase form) {
    return special(sample, signature(key, form));
  }

  private SignedSample by(
      SignedSample sample,
      KeyCase key,
      SignatureCase form,
      Canonicalization header,
      Canonicalization body) {
    return special(sample, new Signature(key, form, header, body));
  }

  private Signature signature(KeyCase key, SignatureCase form) {
    List<Canonicalization> forms = List.of(Canonicalization.values());
    return new Signature(key, form, samples.any(forms), samples.any(forms));
  }

  private SignedSample plain(SignedSample sample, Signature signature) {
    String fields = samples.any(FIELDS);
    boolean byDkimpy =
        signature.key() != KeyCase.RSA_4096 && samples.any(List.of(true, true, false));
    return byDkimpy
        ? sample.with(signature, byDkimpy(signature, fields, sample.message()))
        : byFixture(sample, signature, signer(signature).headers(fields.split(":", -1)));
  }

  private SignedSample special(SignedSample sample, Signature signature) {
    return byFixture(sample, signature, signature.form().apply(signer(signature), now));
  }

  private String byDkimpy(Signature signature, String fields, String message) {
    KeyCase key = signature.key();
    String forms = word(signature.header()) + "/" + word(signature.body());
    return dkimpy.sign(key.selector(), key.key().type() + "-sha256", forms, fields, message);
  }

  private static SignedSample byFixture(
      SignedSample sample, Signature signature, MessageSigner signer) {
    byte[] signed = signer.sign(VerifierFixture.bytes(sample.message()));
    return sample.with(signature, VerifierFixture.text(signed));
  }

  private static MessageSigner signer(Signature signature) {
    KeyCase key = signature.key();
    return MessageSigner.of(key.key(), KeyCase.DOMAIN, key.selector())
        .canonicalization(fixtureForm(signature.header()), fixtureForm(signature.body()));
  }

  private static org.gate64.fixtures.mail.Canonicalization fixtureForm(Canonicalization form) {
    return org.gate64.fixtures.mail.Canonicalization.valueOf(form.name());
  }

  private static String word(Canonicalization form) {
    return form.name().toLowerCase(Locale.ROOT);
  }
}
