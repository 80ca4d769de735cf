package org.gate64.evidence.dkim;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The signing algorithms that are verified (RFC 8301, section 3.1; RFC 8463, section 3). */
enum Algorithm {
  RSA_SHA256("rsa-sha256", "rsa", "SHA256withRSA") {
    @Override
    byte[] signedOctets(byte[] header) {
      return header;
    }
  },

  ED25519_SHA256("ed25519-sha256", "ed25519", "Ed25519") {
    @Override
    byte[] signedOctets(byte[] header) {
      return BodyDigest.sha256().digest(header);
    }
  };

  private final String tagValue;
  private final String keyType;
  private final String jdkName;

  Algorithm(String tagValue, String keyType, String jdkName) {
    this.tagValue = tagValue;
    this.keyType = keyType;
    this.jdkName = jdkName;
  }

  /** The algorithm that {@code a=} names. */
  static Optional<Algorithm> byTagValue(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(value -> value.tagValue.equals(lower)).findFirst();
  }

  /** The {@code k=} of a key that fits. */
  String keyType() {
    return keyType;
  }

  /**
   * Whether a signature over a canonical header verifies. None does by a key that is no point on
   * the curve, which shows only here.
   *
   * @param key of this algorithm's key type
   */
  boolean verify(PublicKey key, byte[] header, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(jdkName);
      verifier.initVerify(key);
      verifier.update(signedOctets(header));
      return verifier.verify(signature);
    } catch (SignatureException | InvalidKeyException notOfThisForm) {
      return false;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK since 15 has these algorithms", e);
    }
  }

  /** What the signature is over, the last step of hashing aside. */
  abstract byte[] signedOctets(byte[] header);
}
