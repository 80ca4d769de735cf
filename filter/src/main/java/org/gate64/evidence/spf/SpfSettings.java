package org.gate64.evidence.spf;

import java.time.Duration;

/**
 * The bounds of one check.
 *
 * @param deadline after this the result is temperror (RFC 7208, section 4.6.4: at least 20 seconds)
 * @param maxVoidLookups more lookups than this that lead to nothing are a permerror (section 4.6.4)
 * @param v4OnlyHosts what counts as such a lookup
 * @param maxQueries more DNS questions than this, of whatever kind, are a permerror. The RFC's own
 *     limits still allow ten {@code mx} of ten hosts each; no working record comes near
 * @param maxRecordLength a longer record, in characters, is a permerror. Section 3.4 recommends to
 *     stay below about 450; 4096 is what resolvers commonly take over UDP, so hardly any record
 *     that works elsewhere is longer, and parsing one stays cheap
 * @param maxExplanationLength where the explanation of a fail is cut off, in characters
 */
public record SpfSettings(
    Duration deadline,
    int maxVoidLookups,
    V4OnlyHosts v4OnlyHosts,
    int maxQueries,
    int maxRecordLength,
    int maxExplanationLength) {

  public SpfSettings {
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("deadline must be positive: " + deadline);
    }
    requireWithin("maxVoidLookups", maxVoidLookups, 0, 100);
    requireWithin("maxQueries", maxQueries, 1, 1000);
    requireWithin("maxRecordLength", maxRecordLength, 64, 65_535);
    requireWithin("maxExplanationLength", maxExplanationLength, 0, 4096);
  }

  public static SpfSettings defaults() {
    return new SpfSettings(Duration.ofSeconds(20), 2, V4OnlyHosts.IGNORE, 100, 4096, 500);
  }

  private static void requireWithin(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must lie between " + least + " and " + most + ": " + value);
    }
  }
}
