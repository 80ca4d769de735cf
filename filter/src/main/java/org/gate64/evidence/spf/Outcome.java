package org.gate64.evidence.spf;

/**
 * What check_host() came to.
 *
 * @param detail the explanation of a fail, or what went wrong; text from outside, may be empty
 */
record Outcome(SpfStatus status, String detail) {

  /** Names in a detail take up to 253 characters each, and there are rarely two. */
  private static final int LONGEST_DETAIL = 600;

  static Outcome of(SpfStatus status, String detail) {
    return new Outcome(status, Texts.upTo(detail, LONGEST_DETAIL));
  }
}
