package org.gate64.evidence.dmarc;

import java.util.Locale;

/** Whether what authenticated a message speaks for the author's domain. */
public enum Alignment {
  /** SPF or a signature passed for a domain that is aligned with the author's. */
  ALIGNED,
  /** Nothing that passed is aligned, and nothing that could not be decided would be. */
  UNALIGNED,
  /** It could not be decided now. */
  UNKNOWN;

  /** The word in the log. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }
}
