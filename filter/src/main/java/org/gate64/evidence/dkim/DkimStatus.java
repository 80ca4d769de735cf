package org.gate64.evidence.dkim;

import java.util.Locale;

/** The results of verifying one signature (RFC 8601, section 2.7.1). */
public enum DkimStatus {
  /** The signature verifies and nothing speaks against it. */
  PASS,
  /** The signature does not verify: the message or the signature was altered. */
  FAIL,
  /**
   * It verifies, or might, but is not acceptable here: rsa-sha1, a key too short or too long, a
   * partial body.
   */
  POLICY,
  /** It asks for what this verifier does not know, has expired, or is dated in the future. */
  NEUTRAL,
  /** The key could not be had now. */
  TEMPERROR,
  /** It can never verify: malformed, a required tag missing, no such key, a revoked key. */
  PERMERROR;

  /** The word that headers use for it. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }
}
