package org.gate64.evidence.content;

import java.util.Locale;

/** What a content filter found a message to be. */
public enum ContentStatus {
  /** Spam, by one of its fields at least. */
  SPAM,
  /** Wanted, by all of its fields. */
  HAM,
  /** Neither, or not by all of its fields. */
  UNCLEAR,
  /** There is no field of its: it has not seen the message, or had nothing to say. */
  NONE;

  /** The word in log and reports. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }
}
