package org.gate64.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A named set of actions, one for each finding. */
public enum Strictness {
  /** Report everything, act on nothing. */
  OBSERVE,
  /** Mark what breaks the rule; deliver everything. */
  LENIENT,
  /** Refuse what breaks the rule, leading senders to IPv4 first. */
  STANDARD,
  /** Refuse what breaks the rule, at once and for good. */
  STRICT;

  /** What this strictness does about a finding. */
  public Action actionFor(Finding finding) {
    return switch (finding) {
      case NO_PTR, PTR_UNCONFIRMED, UNAUTHENTICATED ->
          pick(Action.ACCEPT, Action.MARK, Action.STEER, Action.REJECT);
      case PTR_UNAVAILABLE, AUTH_UNAVAILABLE, DMARC_UNAVAILABLE, RATE, OVERLOAD ->
          pick(Action.ACCEPT, Action.ACCEPT, Action.TEMPFAIL, Action.TEMPFAIL);
      case FROM_MALFORMED, DMARC_FAIL ->
          pick(Action.ACCEPT, Action.MARK, Action.MARK, Action.REJECT);
      case NETWORK_BAD -> pick(Action.ACCEPT, Action.MARK, Action.TEMPFAIL, Action.REJECT);
      case DOMAIN_BAD -> pick(Action.ACCEPT, Action.MARK, Action.REJECT, Action.REJECT);
    };
  }

  private Action pick(Action observe, Action lenient, Action standard, Action strict) {
    return switch (this) {
      case OBSERVE -> observe;
      case LENIENT -> lenient;
      case STANDARD -> standard;
      case STRICT -> strict;
    };
  }

  /** The word in configuration and log. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Strictness> byKeyword(String keyword) {
    return Arrays.stream(values()).filter(value -> value.keyword().equals(keyword)).findFirst();
  }
}
