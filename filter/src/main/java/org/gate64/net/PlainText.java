package org.gate64.net;

import java.nio.charset.StandardCharsets;

/** Text from outside, and how it is made fit to stand in a reply, a header or a log line. */
public final class PlainText {

  private static final String MORE = "...";

  private PlainText() {}

  /** Whether it holds nothing beyond ASCII. */
  public static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  /** What octets, each a character of its own, say in UTF-8; what is none becomes U+FFFD. */
  public static String ofUtf8(String octets) {
    return isAscii(octets)
        ? octets
        : new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /**
   * The text with every character that is not visible ASCII or a space replaced by {@code ?}, and
   * so without CR, LF and whatever else could start a line of its own.
   *
   * @param limit how many characters may come out; a longer text ends in an ellipsis
   */
  public static String visible(String hostile, int limit) {
    boolean cut = hostile.length() > limit;
    int kept = cut ? Math.max(0, limit - MORE.length()) : hostile.length();
    StringBuilder out = new StringBuilder(kept + MORE.length());
    for (int i = 0; i < kept; i++) {
      char c = hostile.charAt(i);
      out.append(c >= ' ' && c <= '~' ? c : '?');
    }
    return cut ? out.append(MORE, 0, Math.min(limit, MORE.length())).toString() : out.toString();
  }

  /**
   * As {@link #visible}, and without {@code %}, for mail servers take a reply's text as a format
   * (smfi_setreply).
   */
  public static String printable(String hostile, int limit) {
    return visible(hostile, limit).replace('%', '?');
  }
}
