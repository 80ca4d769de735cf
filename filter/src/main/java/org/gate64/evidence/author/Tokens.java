package org.gate64.evidence.author;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Cuts the value of an address field into tokens (RFC 5322, section 3.2). Lenient: what is never
 * closed goes to the end, and characters that no atom may have are taken for letters. But what
 * could hide an address from one reader and show it to another is unclear: a literal, what is never
 * closed, what begins behind a backslash, and a comment with quotes in it.
 */
final class Tokens {

  private static final String SPECIALS = ",;:<>@.";
  private static final String SPACES = " \t\r\n";
  private static final String ENDS_ATOM = SPECIALS + SPACES + "(\"[";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private final Set<String> unclearTexts = new HashSet<>();
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
      String comment = text.substring(start, Math.min(position, text.length()));
      addUnclear(comment, !closed || isEscaped(start) || comment.indexOf('"') >= 0);
    } else if (c == '"') {
      tokens.add(new Token(Token.Kind.QUOTED, quoted('"')));
      addUnclear(last(), position > text.length());
      addUnclear(text, isEscaped(start));
    } else if (c == '[') {
      tokens.add(new Token(Token.Kind.LITERAL, "[" + quoted(']') + "]"));
      addUnclear(last(), true);
    } else if (SPECIALS.indexOf(c) >= 0) {
      tokens.add(new Token(Token.Kind.SPECIAL, String.valueOf(c)));
      position++;
    } else {
      tokens.add(new Token(Token.Kind.ATOM, atom()));
    }
  }

  private void addUnclear(String hidden, boolean unclear) {
    if (unclear && hidden.indexOf('@') >= 0 && unclearTexts.add(hidden)) {
      tokens.add(new Token(Token.Kind.UNCLEAR, hidden));
    }
  }

  private String last() {
    return tokens.get(tokens.size() - 1).text();
  }

  /** Outside of quotes a backslash means nothing, but not all readers know that. */
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
