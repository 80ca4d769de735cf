package org.gate64.evidence.dkim;

import java.time.Duration;

/**
 * How signatures are verified.
 *
 * @param maxSignatures how many of a message's signatures are looked at, from the top
 * @param minRsaBits the shortest RSA key that counts, at least 512 (RFC 8301, section 3.2: 1024)
 * @param clockSkew how far the signer's clock may be off, for {@code t=} and {@code x=}
 * @param partialBody what {@code l=} may leave unsigned
 */
public record DkimSettings(
    int maxSignatures, int minRsaBits, Duration clockSkew, PartialBody partialBody) {
  public DkimSettings {
    if (maxSignatures < 1 || minRsaBits < 512 || clockSkew.isNegative()) {
      throw new IllegalArgumentException("maxSignatures, minRsaBits or clockSkew out of range");
    }
  }

  public static DkimSettings defaults() {
    return new DkimSettings(8, 1024, Duration.ofMinutes(5), PartialBody.REFUSE);
  }
}
