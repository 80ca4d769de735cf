package org.gate64.evidence.spf;

import java.util.Locale;

/** The results of check_host() (RFC 7208, section 2.6). Only {@link #PASS} counts as a pass. */
public enum SpfStatus {
  NONE,
  NEUTRAL,
  PASS,
  FAIL,
  SOFTFAIL,
  TEMPERROR,
  PERMERROR;

  /** The word that headers use for it (RFC 8601, section 2.7.2). */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }
}
