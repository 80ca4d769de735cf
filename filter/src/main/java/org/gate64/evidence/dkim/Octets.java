package org.gate64.evidence.dkim;

import java.util.Base64;
import java.util.Optional;

/** Bytes that came as base64 in a tag. */
final class Octets {

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Empty where the text is not base64, white space in it aside, or holds no byte. How many equals
   * signs there are at its end, up to two, is no matter (RFC 6376, section 2.10).
   */
  static Optional<Octets> parse(String text) {
    String packed = TagList.withoutSpace(text).replaceFirst("={1,2}\\z", "");
    if (packed.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Octets(Base64.getDecoder().decode(packed)));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** Not to be changed. */
  byte[] bytes() {
    return bytes;
  }
}
