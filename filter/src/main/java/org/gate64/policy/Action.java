package org.gate64.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a policy can do about a finding, the most severe last. */
public enum Action {
  /** Deliver; the finding is reported all the same. */
  ACCEPT,
  /** Deliver with a header that filters and mailboxes can act on. */
  MARK,
  /** Take the message and let the mail server hold it for a person to look at. */
  QUARANTINE,
  /** Refuse for now (4xx). */
  TEMPFAIL,
  /** Refuse so that a dual-stack sender tries IPv4, and for good if it does not. */
  STEER,
  /** Refuse for good (5xx). */
  REJECT;

  /** The word in configuration, header and log. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean refuses() {
    return compareTo(TEMPFAIL) >= 0;
  }

  public static Optional<Action> byKeyword(String keyword) {
    return Arrays.stream(values()).filter(action -> action.keyword().equals(keyword)).findFirst();
  }
}
