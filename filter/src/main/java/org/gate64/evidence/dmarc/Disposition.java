package org.gate64.evidence.dmarc;

import java.util.Locale;

/** What a domain asks for mail that fails DMARC (RFC 9989, section 4.7, {@code p=}). */
public enum Disposition {
  NONE,
  QUARANTINE,
  REJECT;

  /** The word in records and headers. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }
}
