package org.gate64.evidence.dkim;

/**
 * Reduces white space within lines, drops it at their ends, and drops empty lines at the end; an
 * empty body is nothing at all (RFC 6376, section 3.4.4).
 */
final class RelaxedBodyCanonicalizer extends BodyCanonicalizer {

  RelaxedBodyCanonicalizer(BodyDigest out) {
    super(out);
  }

  @Override
  int stretchEnd(byte[] bytes, int start, int end) {
    int i = TextScan.beforeLooseSpace(bytes, start + 1, end);
    while (i < end) {
      byte b = bytes[i];
      if (isText(b)) {
        i = TextScan.beforeLooseSpace(bytes, i + 1, end);
      } else if (b == ' ' && i + 1 < end && isText(bytes[i + 1])) {
        i = TextScan.beforeLooseSpace(bytes, i + 2, end);
      } else if (b == '\r' && i + 2 < end && bytes[i + 1] == '\n' && isText(bytes[i + 2])) {
        i = TextScan.beforeLooseSpace(bytes, i + 3, end);
      } else {
        return i;
      }
    }
    return end;
  }

  @Override
  boolean isSpace(byte b) {
    return b == ' ' || b == '\t';
  }

  @Override
  boolean emptyBodyIsLineEnd() {
    return false;
  }

  private static boolean isText(byte b) {
    return b > ' ' || (b != ' ' && b != '\t' && b != '\r' && b != '\n');
  }
}
