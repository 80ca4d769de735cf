package org.gate64.evidence.dkim;

/**
 * Canonicalizes a body that comes in pieces (RFC 6376, sections 3.4.3 and 3.4.4).
 *
 * <p>Most of a body is already in its canonical form, so this looks for stretches that can be
 * hashed where they lie, over many lines, and leaves them only for what may have to be dropped or
 * changed: white space, line ends that may turn out to be the last ones, a CR whose LF is still to
 * come.
 *
 * <p>A bare LF ends a line and is hashed as CRLF, as signers do that normalise first (section 5.3);
 * a bare CR is a character like any other. A last line without its end gets one.
 */
abstract class BodyCanonicalizer {

  private static final byte[] RETURN = {'\r'};
  private static final byte[] SPACE = {' '};

  private final BodyDigest out;

  /** Whether the body holds anything but line ends (and white space, where that does not count). */
  private boolean hasText;

  private boolean pendingReturn;
  private boolean pendingSpace;
  private long pendingLineEnds;

  BodyCanonicalizer(BodyDigest out) {
    this.out = out;
  }

  /** Takes the next piece of the body. */
  final void update(byte[] bytes, int start, int end) {
    int i = start;
    while (i < end) {
      i = holdBack(bytes, i, end);
      if (i < end) {
        int stretchEnd = stretchEnd(bytes, i, end);
        out.write(bytes, i, stretchEnd);
        i = stretchEnd;
      }
    }
  }

  /** Says that the body is complete. */
  final BodyHashes finish() {
    if (pendingReturn) {
      writeReturn();
    }
    if (hasText || emptyBodyIsLineEnd()) {
      out.writeLineEnds(1);
    }
    return out.finish();
  }

  /**
   * The end of the longest stretch that is its own canonical form, whatever comes after it.
   *
   * @param start the index of a byte that is neither white space nor of a line end
   * @return at least {@code start + 1}, and nothing in front of it is a trailing line end or space
   */
  abstract int stretchEnd(byte[] bytes, int start, int end);

  /** Whether a byte is white space that is reduced. */
  abstract boolean isSpace(byte b);

  /** Whether an empty body is hashed as one CRLF, or as nothing. */
  abstract boolean emptyBodyIsLineEnd();

  /** Remembers white space and line ends; returns the index of the next byte that is neither. */
  private int holdBack(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (b == '\n') {
        pendingReturn = false;
        pendingSpace = false;
        pendingLineEnds++;
        continue;
      }
      if (pendingReturn) {
        writeReturn();
      }
      if (b == '\r') {
        pendingReturn = true;
      } else if (isSpace(b)) {
        pendingSpace = true;
      } else {
        writePending();
        return i;
      }
    }
    return end;
  }

  private void writeReturn() {
    writePending();
    out.write(RETURN, 0, 1);
    pendingReturn = false;
  }

  private void writePending() {
    out.writeLineEnds(pendingLineEnds);
    pendingLineEnds = 0;
    if (pendingSpace) {
      out.write(SPACE, 0, 1);
      pendingSpace = false;
    }
    hasText = true;
  }
}
