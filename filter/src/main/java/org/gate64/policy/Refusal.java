package org.gate64.policy;

/**
 * The reply to a refused client.
 *
 * @param code reply code and enhanced status code
 * @param text what is wrong and how to mend it, ending in the verdict's id: printable ASCII without
 *     {@code %}, at most 480 characters, so that the reply fits into one line (RFC 5321, section
 *     4.5.3.1.5)
 */
public record Refusal(ReplyCode code, String text) {

  /** The whole reply as the client will see it. */
  @Override
  public String toString() {
    return code + " " + text;
  }
}
