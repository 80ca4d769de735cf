package org.gate64.policy;

/**
 * A reply code (RFC 5321, section 4.2) with its enhanced status code (RFC 3463, RFC 7372).
 *
 * @param basic 4xx or 5xx
 * @param enhanced like {@code 5.7.25}; its class is that of the basic code
 */
public record ReplyCode(int basic, String enhanced) {
  public ReplyCode {
    if (basic / 100 != enhanced.charAt(0) - '0') {
      throw new IllegalArgumentException(basic + " " + enhanced);
    }
  }

  public boolean isPermanent() {
    return basic >= 500;
  }

  @Override
  public String toString() {
    return basic + " " + enhanced;
  }
}
