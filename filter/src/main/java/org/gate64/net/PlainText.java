package org.gate64.net;

/** Makes text from outside fit to stand in a reply, a header or a log line. */
public final class PlainText {

  private static final String MORE = "...";

  private PlainText() {}

  /**
   * The text with every character that is not visible ASCII or a space replaced by {@code ?}, and
   * so without CR, LF and whatever else could start a line of its own; {@code %} too, for mail
   * servers take a reply's text as a format (smfi_setreply).
   *
   * @param limit how many characters may come out; a longer text ends in an ellipsis
   */
  public static String printable(String hostile, int limit) {
    boolean cut = hostile.length() > limit;
    int length = cut ? Math.max(0, limit - MORE.length()) : hostile.length();
    StringBuilder out = new StringBuilder(limit);
    for (int i = 0; i < length; i++) {
      char c = hostile.charAt(i);
      out.append(c >= ' ' && c <= '~' && c != '%' ? c : '?');
    }
    return cut ? out.append(MORE).toString() : out.toString();
  }
}
