package org.gate64.evidence.dkim;

import java.security.PublicKey;

/** What a TXT record at a key's name says (RFC 6376, section 3.6.1). */
sealed interface KeyRecord {

  /**
   * A key.
   *
   * @param type {@code k=}, in lower case
   * @param bits the length of the modulus for RSA
   * @param strict whether {@code i=} must be of the very domain of {@code d=} ({@code t=s})
   */
  record Key(PublicKey key, String type, int bits, boolean strict) implements KeyRecord {}

  /**
   * A key record without a key that could be used.
   *
   * @param detail why, without text from outside
   */
  record Unusable(String detail) implements KeyRecord {}

  /** Something else, which is none of DKIM's business. */
  record Foreign() implements KeyRecord {}
}
