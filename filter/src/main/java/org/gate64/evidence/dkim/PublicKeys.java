package org.gate64.evidence.dkim;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Makes public keys of the bytes in {@code p=}: RSA as SubjectPublicKeyInfo or as the bare
 * RSAPublicKey (RFC 6376, section 3.6.1, and its errata), Ed25519 as its 32 bytes (RFC 8463,
 * section 4).
 */
final class PublicKeys {

  private static final int ED25519_LENGTH = 32;
  private static final HexFormat HEX = HexFormat.of();

  /** SubjectPublicKeyInfo of Ed25519 up to the key (RFC 8410, section 4). */
  private static final byte[] ED25519_INFO = HEX.parseHex("302a300506032b6570032100");

  /** AlgorithmIdentifier of rsaEncryption (RFC 8017, appendix A.1). */
  private static final byte[] RSA_IDENTIFIER = HEX.parseHex("300d06092a864886f70d0101010500");

  private static final int DER_SEQUENCE = 0x30;
  private static final int DER_BIT_STRING = 0x03;

  private PublicKeys() {}

  static Optional<PublicKey> ed25519(byte[] raw) {
    return raw.length == ED25519_LENGTH
        ? decode("Ed25519", concat(ED25519_INFO, raw))
        : Optional.empty();
  }

  static Optional<RSAPublicKey> rsa(byte[] encoded) {
    return decode("RSA", encoded)
        .or(() -> decode("RSA", subjectPublicKeyInfo(encoded)))
        .map(RSAPublicKey.class::cast);
  }

  private static Optional<PublicKey> decode(String algorithm, byte[] info) {
    try {
      KeyFactory factory = KeyFactory.getInstance(algorithm);
      return Optional.of(factory.generatePublic(new X509EncodedKeySpec(info)));
    } catch (GeneralSecurityException notSuchAKey) {
      return Optional.empty();
    }
  }

  /** Wraps an RSAPublicKey into what the JDK reads. */
  private static byte[] subjectPublicKeyInfo(byte[] rsaPublicKey) {
    byte[] bitString = der(DER_BIT_STRING, concat(new byte[] {0}, rsaPublicKey));
    return der(DER_SEQUENCE, concat(RSA_IDENTIFIER, bitString));
  }

  /** Content of less than 64 KiB, its length in the shortest form, as DER asks for. */
  private static byte[] der(int type, byte[] content) {
    byte high = (byte) (content.length >> 8);
    byte low = (byte) content.length;
    byte[] start;
    if (content.length < 0x80) {
      start = new byte[] {(byte) type, low};
    } else if (content.length < 0x100) {
      start = new byte[] {(byte) type, (byte) 0x81, low};
    } else {
      start = new byte[] {(byte) type, (byte) 0x82, high, low};
    }
    return concat(start, content);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
