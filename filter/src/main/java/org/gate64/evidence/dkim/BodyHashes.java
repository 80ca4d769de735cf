package org.gate64.evidence.dkim;

import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;

/**
 * The SHA-256 of a canonical body up to each length that is signed, and the length of the whole.
 */
final class BodyHashes {

  private final Map<Long, byte[]> hashes;
  private final long length;

  /**
   * The hashes of one body.
   *
   * @param hashes by signed length
   * @param length of the body, in bytes, signed or not
   */
  BodyHashes(Map<Long, byte[]> hashes, long length) {
    this.hashes = Map.copyOf(hashes);
    this.length = length;
  }

  /** In bytes, signed or not. */
  long length() {
    return length;
  }

  /**
   * Whether the body has this hash up to a length; of a shorter body, whether the whole has.
   *
   * @param signedLength one that was asked for before the body came
   */
  boolean matches(long signedLength, byte[] expected) {
    byte[] hash = Objects.requireNonNull(hashes.get(signedLength), "this length was not hashed");
    return MessageDigest.isEqual(hash, expected);
  }
}
