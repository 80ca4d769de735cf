package org.gate64.reporting;

import org.gate64.net.DomainName;
import org.gate64.net.PlainText;

/**
 * Finds the authserv-id at the beginning of an Authentication-Results field (RFC 8601, section
 * 2.2), past comments, folds and quotes, in one pass and without recursion however hostile the
 * field. White space and comments between the pieces of an id are overlooked, as obsolete syntax
 * allows them (RFC 5322, section 4.4); so are control characters, blanks beyond ASCII and broken
 * UTF-8, which nobody can read the same way. An id in U-labels is the one in A-labels (RFC 8601,
 * section 5).
 */
final class AuthservIdScanner {

  private static final String SPECIALS = "<>@,:\\/[]?=";

  /** What Java makes of bytes that are not UTF-8. */
  private static final char BROKEN = '\ufffd';

  /** In so many pieces nobody writes an id beyond ASCII who has no other aim. */
  private static final int MOST_PIECES = 8;

  private final String value;
  private final String id;
  private int position;
  private int piecesBeyondAscii;
  private boolean unterminated;

  /**
   * @param octets the field's value, each byte as one character
   */
  AuthservIdScanner(String octets, String id) {
    this.value = PlainText.ofUtf8(octets);
    this.id = withoutSpace(id);
  }

  /** Whether some reader of the field could take it to be of the server with this id. */
  boolean claims() {
    if (id.isEmpty()) {
      return false;
    }
    StringBuilder found = new StringBuilder();
    skipCommentsAndSpace();
    while (!atEnd() && value.charAt(position) != ';' && found.length() <= id.length()) {
      found.append(piece());
      if (isId(found.toString())) {
        return true;
      }
      skipCommentsAndSpace();
    }
    return unterminated && mentionsId();
  }

  private boolean isId(String text) {
    return PlainText.isAscii(text) ? text.equalsIgnoreCase(id) : isIdInULabels(text);
  }

  /** No id is longer in U-labels than it is in A-labels. */
  private boolean isIdInULabels(String text) {
    if (text.length() > id.length()) {
      return false;
    }
    return ++piecesBeyondAscii > MOST_PIECES
        || DomainName.parse(text).filter(name -> id.equalsIgnoreCase(name.toString())).isPresent();
  }

  private boolean atEnd() {
    return position >= value.length();
  }

  private String piece() {
    char first = value.charAt(position);
    if (first == '"') {
      return quotedString();
    }
    int start = position++;
    if (SPECIALS.indexOf(first) < 0) {
      while (!atEnd() && isOfToken(value.charAt(position))) {
        position++;
      }
    }
    return value.substring(start, position);
  }

  private String quotedString() {
    StringBuilder content = new StringBuilder();
    position++;
    while (!atEnd() && value.charAt(position) != '"') {
      char c = value.charAt(position++);
      if (c == '\\' && !atEnd()) {
        c = value.charAt(position++);
      }
      if (!isSpaceOrControl(c)) {
        content.append(c);
      }
    }
    unterminated |= atEnd();
    position++;
    return content.toString();
  }

  private void skipCommentsAndSpace() {
    int depth = 0;
    while (!atEnd()) {
      char c = value.charAt(position);
      if (c == '(') {
        depth++;
      } else if (depth > 0 && c == ')') {
        depth--;
      } else if (depth > 0 && c == '\\') {
        position++;
      } else if (depth == 0 && !isSpaceOrControl(c)) {
        return;
      }
      position++;
    }
    unterminated |= depth > 0;
  }

  private boolean mentionsId() {
    for (int i = 0; i + id.length() <= value.length(); i++) {
      if (value.regionMatches(true, i, id, 0, id.length())) {
        return true;
      }
    }
    return false;
  }

  private static String withoutSpace(String text) {
    StringBuilder kept = new StringBuilder();
    text.chars().filter(c -> !isSpaceOrControl((char) c)).forEach(c -> kept.append((char) c));
    return kept.toString();
  }

  private static boolean isOfToken(char c) {
    return !isSpaceOrControl(c) && c != '(' && c != '"' && c != ';' && SPECIALS.indexOf(c) < 0;
  }

  private static boolean isSpaceOrControl(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> c == BROKEN;
    };
  }
}
