package org.gate64.net;

/**
 * A header field as it came over the wire (RFC 5322, section 2.2), each byte as one character (ISO
 * 8859-1), so that nothing is lost: signatures cover bytes.
 *
 * @param name all that precedes the colon
 * @param value all that follows the colon, the space in front included, lines parted by CRLF,
 *     without the CRLF at the end
 */
public record HeaderField(String name, String value) {

  /** Whether this field has the name, in whatever case, white space before the colon or not. */
  public boolean is(String otherName) {
    return name.stripTrailing().equalsIgnoreCase(otherName);
  }

  @Override
  public String toString() {
    return name + ":" + value;
  }
}
