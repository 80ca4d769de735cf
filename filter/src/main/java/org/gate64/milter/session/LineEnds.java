package org.gate64.milter.session;

/** Line ends of header values: LF between servers and milters, CRLF in mail (RFC 5322). */
final class LineEnds {

  private LineEnds() {}

  static String toCrlf(String value) {
    int lf = value.indexOf('\n');
    if (lf < 0) {
      return value;
    }
    StringBuilder out = new StringBuilder(value.length() + 16);
    int start = 0;
    while (lf >= 0) {
      boolean hasCr = lf > 0 && value.charAt(lf - 1) == '\r';
      out.append(value, start, hasCr ? lf - 1 : lf).append("\r\n");
      start = lf + 1;
      lf = value.indexOf('\n', start);
    }
    return out.append(value, start, value.length()).toString();
  }
}
