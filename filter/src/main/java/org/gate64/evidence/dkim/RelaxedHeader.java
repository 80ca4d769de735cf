package org.gate64.evidence.dkim;

import org.gate64.net.HeaderField;

/** The relaxed form of a header field (RFC 6376, section 3.4.2). */
final class RelaxedHeader {

  private RelaxedHeader() {}

  static void append(HeaderField field, StringBuilder out) {
    appendName(field.name(), out);
    out.append(':');
    appendValue(field.value(), out);
  }

  /** Lower case for ASCII only: other bytes must stay what they were. */
  static void appendName(String name, StringBuilder out) {
    int end = name.length();
    while (end > 0 && isSpace(name.charAt(end - 1))) {
      end--;
    }
    for (int i = 0; i < end; i++) {
      char c = name.charAt(i);
      out.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
    }
  }

  private static void appendValue(String value, StringBuilder out) {
    int start = out.length();
    boolean space = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (isSpace(c)) {
        space = true;
      } else if (c == '\r' && i + 1 < value.length() && value.charAt(i + 1) == '\n') {
        i++;
      } else {
        if (space && out.length() > start) {
          out.append(' ');
        }
        space = false;
        out.append(c);
      }
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
