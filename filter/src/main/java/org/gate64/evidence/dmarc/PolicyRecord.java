package org.gate64.evidence.dmarc;

import java.util.Optional;

/**
 * What a DMARC policy record says (RFC 9989, section 4.7), defaults filled in.
 *
 * @param requests what is asked for mail that fails; empty where the record asks for nothing that
 *     could be understood, so that DMARC is not applied at all (section 4.10.1)
 * @param publicSuffix {@code psd=}
 * @param dkim {@code adkim=}
 * @param spf {@code aspf=}
 * @param testing {@code t=y}
 */
record PolicyRecord(
    Optional<Requests> requests, PublicSuffix publicSuffix, Mode dkim, Mode spf, boolean testing) {

  /** What {@code p=}, {@code sp=} and {@code np=} come to, each filled in from the one before. */
  record Requests(Disposition domain, Disposition subdomains, Disposition nonexistent) {}

  /** Whether the record is that of a public suffix. */
  enum PublicSuffix {
    /** {@code psd=y} */
    YES,
    /** {@code psd=n}: an organizational domain. */
    NO,
    /** {@code psd=u}, or nothing said. */
    UNSAID
  }

  /** How an identifier has to match the author's domain (section 4.4). */
  enum Mode {
    /** They share an organizational domain. */
    RELAXED,
    /** They are the same. */
    STRICT
  }

  Mode mode(Identifier.Mechanism mechanism) {
    return switch (mechanism) {
      case SPF -> spf;
      case DKIM -> dkim;
    };
  }

  /** What is asked for in effect: one step less in test mode (section 4.7, {@code t=}). */
  Disposition applicable(Disposition published) {
    if (!testing) {
      return published;
    }
    return switch (published) {
      case NONE, QUARANTINE -> Disposition.NONE;
      case REJECT -> Disposition.QUARANTINE;
    };
  }
}
