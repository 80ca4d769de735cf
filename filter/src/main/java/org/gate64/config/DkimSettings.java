package org.gate64.config;

import java.time.Duration;

/**
 * How DKIM signatures are checked.
 *
 * @param maxSignatures signatures of one message that are looked at
 * @param minRsaBits shorter RSA keys do not pass (RFC 8301, section 3.2)
 * @param clockSkew how far a signature's times may be off
 * @param partialBody what becomes of signatures that cover only the start of the body
 */
public record DkimSettings(
    int maxSignatures, int minRsaBits, Duration clockSkew, PartialBody partialBody) {

  /** A signature with {@code l=} (RFC 6376, section 8.2), below which anything may be added. */
  public enum PartialBody {
    /** It does not pass where the body goes on after what was signed. */
    REFUSE,
    /** It passes. */
    ALLOW
  }

  static DkimSettings defaults() {
    return new DkimSettings(8, 1024, Duration.ofMinutes(5), PartialBody.REFUSE);
  }
}
