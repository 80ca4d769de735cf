package org.gate64.evidence.dkim;

import java.security.MessageDigest;

/** The SHA-256 of the signed part of a canonical body, and the length of the whole. */
final class BodyHash {

  private final byte[] hash;
  private final long length;

  BodyHash(byte[] hash, long length) {
    this.hash = hash;
    this.length = length;
  }

  /** In bytes, signed or not. */
  long length() {
    return length;
  }

  boolean matches(byte[] expected) {
    return MessageDigest.isEqual(hash, expected);
  }
}
