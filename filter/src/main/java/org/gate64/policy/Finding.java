package org.gate64.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The facts that a policy may act on. */
public enum Finding {
  /** The client's address has no PTR record. */
  NO_PTR,
  /** It has, and no name resolves back to the address. */
  PTR_UNCONFIRMED,
  /** DNS would not say. */
  PTR_UNAVAILABLE,
  /** SPF did not pass, and no DKIM signature passed. */
  UNAUTHENTICATED,
  /** Neither passed, and at least one could not be decided. */
  AUTH_UNAVAILABLE,
  /** Not exactly one From field, or none with a usable domain. */
  FROM_MALFORMED,
  /** DMARC fails, and the author's domain asks for that to have consequences. */
  DMARC_FAIL,
  /** It asks for that, and whether DMARC fails could not be decided. */
  DMARC_UNAVAILABLE,
  /** The network's standing is bad, and nobody speaks for the message whose word would count. */
  NETWORK_BAD,
  /** The standing of the domain that the message is authenticated for is bad. */
  DOMAIN_BAD,
  /** The network sends more than its standing allows. */
  RATE,
  /** gate64 itself cannot judge in time. */
  OVERLOAD;

  /** The word in configuration, header and log. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Whether this only says that nothing could be found out. It never refuses for good, and a
   * refusal beside it becomes temporary.
   */
  public boolean isOutage() {
    return switch (this) {
      case PTR_UNAVAILABLE, AUTH_UNAVAILABLE, DMARC_UNAVAILABLE, OVERLOAD -> true;
      case NO_PTR,
          PTR_UNCONFIRMED,
          UNAUTHENTICATED,
          FROM_MALFORMED,
          DMARC_FAIL,
          NETWORK_BAD,
          DOMAIN_BAD,
          RATE ->
          false;
    };
  }

  /**
   * Whether a policy may do this about the finding: what passes by itself, an outage or too much
   * mail at once, is never refused for good, and what is broken in the message itself never for
   * now.
   */
  public boolean allows(Action action) {
    return switch (action) {
      case ACCEPT, MARK, QUARANTINE -> true;
      case TEMPFAIL -> replies().temporary().isPresent();
      case STEER -> replies().temporary().isPresent() && replies().permanent().isPresent();
      case REJECT -> replies().permanent().isPresent();
    };
  }

  /** Whether it was read off answers of DNS, which may be wrong where DNS is in trouble. */
  public boolean restsOnDns() {
    return switch (this) {
      case NO_PTR,
          PTR_UNCONFIRMED,
          PTR_UNAVAILABLE,
          UNAUTHENTICATED,
          AUTH_UNAVAILABLE,
          DMARC_FAIL,
          DMARC_UNAVAILABLE ->
          true;
      case FROM_MALFORMED, NETWORK_BAD, DOMAIN_BAD, RATE, OVERLOAD -> false;
    };
  }

  Replies replies() {
    return switch (this) {
      case NO_PTR, PTR_UNCONFIRMED -> Replies.both("5.7.25", "4.7.25");
      case PTR_UNAVAILABLE -> Replies.temporary(450, "4.7.25");
      case UNAUTHENTICATED -> Replies.both("5.7.26", "4.7.26");
      case AUTH_UNAVAILABLE -> Replies.temporary(451, "4.7.26");
      case FROM_MALFORMED -> Replies.permanent("5.6.0");
      case DMARC_FAIL -> Replies.both("5.7.1", "4.7.1");
      case DMARC_UNAVAILABLE -> Replies.temporary(451, "4.7.1");
      case NETWORK_BAD, DOMAIN_BAD -> Replies.both("5.7.1", "4.7.1");
      case RATE -> Replies.temporary(450, "4.7.28");
      case OVERLOAD -> Replies.temporary(451, "4.3.2");
    };
  }

  public static Optional<Finding> byKeyword(String keyword) {
    return Arrays.stream(values()).filter(finding -> finding.keyword().equals(keyword)).findFirst();
  }
}
