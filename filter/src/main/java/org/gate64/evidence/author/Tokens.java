package org.gate64.evidence.author;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the value of an address field into tokens (RFC 5322, section 3.2). Lenient: what is never
 * closed goes to the end, and characters that no atom may have are taken for letters. But where an
 * address could be hidden that way from one reader and shown by another, it is unclear.
 */
final class Tokens {

  private static final String SPECIALS = ",;:<>@.";
  private static final String SPACES = " \t\r\n";
  private static final String ENDS_ATOM = SPECIALS + SPACES + "(\"[";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int position;

  private Tokens(String text) {
    this.text = text;
  }

  static List<Token> of(String text) {
    Tokens tokens = new Tokens(text);
    while (tokens.position < text.length()) {
      tokens.next();
    }
    return tokens.tokens;
  }

  private void next() {
    char c = text.charAt(position);
    int start = position;
    if (SPACES.indexOf(c) >= 0) {
      position++;
    } else if (c == '(') {
      boolean closed = skipComment();
      addUnclear(!closed && hasAddress(text.substring(start)));
    } else if (c == '"') {
      tokens.add(new Token(Token.Kind.QUOTED, quoted('"')));
      addUnclear(isEscaped(start) || (position > text.length() && hasAddress(last())));
    } else if (c == '[') {
      tokens.add(new Token(Token.Kind.LITERAL, "[" + quoted(']') + "]"));
      addUnclear(hasAddress(last()));
    } else if (SPECIALS.indexOf(c) >= 0) {
      tokens.add(new Token(Token.Kind.SPECIAL, String.valueOf(c)));
      position++;
    } else {
      tokens.add(new Token(Token.Kind.ATOM, atom()));
    }
  }

  private void addUnclear(boolean unclear) {
    if (unclear) {
      tokens.add(new Token(Token.Kind.UNCLEAR, ""));
    }
  }

  private String last() {
    return tokens.get(tokens.size() - 1).text();
  }

  private static boolean hasAddress(String hidden) {
    return hidden.indexOf('@') >= 0;
  }

  /** Outside of quotes a backslash means nothing, but not all readers know. */
  private boolean isEscaped(int index) {
    return index > 0 && text.charAt(index - 1) == '\\';
  }

  /**
   * Comments nest, as deep as the sender likes, so depth is counted.
   *
   * @return whether it is closed
   */
  private boolean skipComment() {
    int depth = 0;
    do {
      char c = text.charAt(position++);
      if (c == '\\') {
        position++;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      }
    } while (depth > 0 && position < text.length());
    return depth == 0;
  }

  private String quoted(char close) {
    StringBuilder content = new StringBuilder();
    position++;
    while (position < text.length() && text.charAt(position) != close) {
      if (text.charAt(position) == '\\' && position + 1 < text.length()) {
        position++;
      }
      content.append(text.charAt(position++));
    }
    position++;
    return content.toString();
  }

  private String atom() {
    int start = position;
    while (position < text.length() && ENDS_ATOM.indexOf(text.charAt(position)) < 0) {
      position++;
    }
    return text.substring(start, position);
  }
}
