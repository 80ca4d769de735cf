package org.gate64.evidence.dkim;

/** Drops empty lines at the end; an empty body is one CRLF (RFC 6376, section 3.4.3). */
final class SimpleBodyCanonicalizer extends BodyCanonicalizer {

  SimpleBodyCanonicalizer(BodyDigest out) {
    super(out);
  }

  @Override
  int stretchEnd(byte[] bytes, int start, int end) {
    int i = TextScan.beforeLineEnd(bytes, start + 1, end);
    while (i < end) {
      byte b = bytes[i];
      if (isText(b)) {
        i = TextScan.beforeLineEnd(bytes, i + 1, end);
      } else if (b == '\r' && i + 2 < end && bytes[i + 1] == '\n' && isText(bytes[i + 2])) {
        i = TextScan.beforeLineEnd(bytes, i + 3, end);
      } else {
        return i;
      }
    }
    return end;
  }

  @Override
  boolean isSpace(byte b) {
    return false;
  }

  @Override
  boolean emptyBodyIsLineEnd() {
    return true;
  }

  private static boolean isText(byte b) {
    return b > '\r' || (b != '\r' && b != '\n');
  }
}
