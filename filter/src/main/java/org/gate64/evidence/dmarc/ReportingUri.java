package org.gate64.evidence.dmarc;

/**
 * Where reports go. gate64 sends none; but whether a faulty record names such a place decides
 * whether DMARC is applied at all (RFC 9989, section 4.10.1).
 */
final class ReportingUri {

  private static final String HEX = "0123456789ABCDEFabcdef";

  /** What may stand in a URI beside letters and digits (RFC 3986, section 2). */
  private static final String MARKS = "-._~:/?#[]@!$&'()*+,;=";

  private ReportingUri() {}

  /** Whether a list, parted by commas, has at least one syntactically valid URI. */
  static boolean isAnyIn(String list) {
    int start = 0;
    while (start <= list.length()) {
      int comma = list.indexOf(',', start);
      int end = comma < 0 ? list.length() : comma;
      if (isUri(list.substring(start, end).strip())) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }

  /** A scheme and something behind it, in the characters of a URI (RFC 3986, section 3). */
  private static boolean isUri(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1 || !isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < colon; i++) {
      if (!isLetterOrDigit(text.charAt(i)) && "+-.".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    for (int i = colon + 1; i < text.length(); i++) {
      if (!isUriCharacter(text, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUriCharacter(String text, int index) {
    char c = text.charAt(index);
    if (c == '%') {
      return index + 2 < text.length()
          && HEX.indexOf(text.charAt(index + 1)) >= 0
          && HEX.indexOf(text.charAt(index + 2)) >= 0;
    }
    return isLetterOrDigit(c) || MARKS.indexOf(c) >= 0;
  }

  private static boolean isLetterOrDigit(char c) {
    return isLetter(c) || (c >= '0' && c <= '9');
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
