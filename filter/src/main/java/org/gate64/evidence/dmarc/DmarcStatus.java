package org.gate64.evidence.dmarc;

import java.util.Locale;

/** The results of DMARC (RFC 7489, section 11.2). */
public enum DmarcStatus {
  /** No policy is published for the author's domain, or there is no domain to ask for one. */
  NONE,
  /** SPF or a signature passed for a domain that is aligned with the author's. */
  PASS,
  /** None did. */
  FAIL,
  /** It could not be decided now. */
  TEMPERROR,
  /** It can never be decided. */
  PERMERROR;

  /** The word that headers use for it. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }
}
