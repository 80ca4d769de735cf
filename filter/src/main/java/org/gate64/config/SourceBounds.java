package org.gate64.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Keeps from the HOCON parser what it would choke on. The parser descends into blocks, lists and
 * dotted keys by recursion, joins the words of one line and the pieces of one block in quadratic
 * time, and copies what a substitution stands for; so all of these are counted before it sees a
 * file.
 *
 * <p>Substitutions are the subtle ones: ten lines like {@code b = ${a}${a}} make a thousand copies
 * of the first. With k of them in files of n characters the result has at most n * e^(k/e)
 * characters, for a product whose factors sum up to k is greatest where all factors are e.
 */
final class SourceBounds {

  /** Something there is too much of, or not enough: a closing brace. */
  record Objection(int line, String message) {}

  private static final int DEEPEST = 16;
  private static final int MOST_DOTS = 32;
  private static final int LONGEST_LINE = 16_384;
  private static final int MOST_PIECES = 6_000;
  private static final double LARGEST_RESULT = 64e6;

  private long characters;
  private int substitutions;
  private int pieces;

  /** Looks through one file; counts what grows across files together. */
  Optional<Objection> check(String text) {
    characters += text.length();
    Scan scan = new Scan(text);
    while (scan.next()) {
      Optional<Objection> objection = objection(scan);
      if (objection.isPresent()) {
        return objection;
      }
    }
    return scan.unclosed();
  }

  private Optional<Objection> objection(Scan scan) {
    switch (scan.symbol()) {
      case '{', '.' -> pieces++;
      case '$', '+' -> substitutions++;
      default -> {}
    }
    if (scan.depth() > DEEPEST) {
      return scan.objection("blocks and lists are nested more than " + DEEPEST + " deep");
    }
    if (scan.dots() > MOST_DOTS) {
      return scan.objection("a key has more than " + MOST_DOTS + " parts");
    }
    if (scan.lineLength() > LONGEST_LINE) {
      return scan.objection("more than " + LONGEST_LINE + " characters in one line");
    }
    if (pieces > MOST_PIECES) {
      return scan.objection("more than " + MOST_PIECES + " blocks and dots outside of quotes");
    }
    if (characters * Math.exp(substitutions / Math.E) > LARGEST_RESULT) {
      return scan.objection("too many substitutions (${...} or +=) for files of this size");
    }
    return Optional.empty();
  }

  /** Walks over the characters that have a meaning, past strings and comments. */
  private static final class Scan {
    private final String text;
    private int at = -1;
    private int line = 1;
    private int lineStart;
    private final Deque<Objection> open = new ArrayDeque<>();
    private int dots;

    Scan(String text) {
      this.text = text;
    }

    /** Goes to the next character outside of strings and comments. */
    boolean next() {
      at++;
      while (at < text.length() && (skipString() || skipComment())) {}
      if (at >= text.length()) {
        return false;
      }
      count(text.charAt(at));
      return true;
    }

    /** The character; {@code $} and {@code +} only where they begin ${ and +=. */
    char symbol() {
      char c = text.charAt(at);
      boolean begins = c == '$' ? text.startsWith("${", at) : text.startsWith("+=", at);
      return (c == '$' || c == '+') && !begins ? ' ' : c;
    }

    int depth() {
      return open.size();
    }

    int dots() {
      return dots;
    }

    int lineLength() {
      return at - lineStart;
    }

    Optional<Objection> objection(String message) {
      return Optional.of(new Objection(line, message));
    }

    /** The parser would only say that the file ends too early. */
    Optional<Objection> unclosed() {
      return Optional.ofNullable(open.peek());
    }

    private void count(char c) {
      switch (c) {
        case '{', '[' ->
            open.push(new Objection(line, "the " + c + " in this line is never closed"));
        case '}', ']' -> open.poll();
        case '.' -> dots++;
        case '\n' -> {
          line++;
          lineStart = at + 1;
        }
        default -> {}
      }
      if ("\n,={".indexOf(c) >= 0) {
        dots = 0;
      }
    }

    private boolean skipString() {
      if (text.charAt(at) != '"') {
        return false;
      }
      int end = text.startsWith("\"\"\"", at) ? endOfLongString() : endOfString();
      for (; at < end; at++) {
        if (text.charAt(at) == '\n') {
          line++;
        }
      }
      return true;
    }

    private int endOfLongString() {
      int end = text.indexOf("\"\"\"", at + 3);
      if (end < 0) {
        return text.length();
      }
      end += 3;
      while (end < text.length() && text.charAt(end) == '"') {
        end++;
      }
      return end;
    }

    private int endOfString() {
      int end = at + 1;
      while (end < text.length() && "\"\n".indexOf(text.charAt(end)) < 0) {
        end += text.charAt(end) == '\\' ? 2 : 1;
      }
      boolean closed = end < text.length() && text.charAt(end) == '"';
      return Math.min(closed ? end + 1 : end, text.length());
    }

    private boolean skipComment() {
      if (text.charAt(at) != '#' && !text.startsWith("//", at)) {
        return false;
      }
      int end = text.indexOf('\n', at);
      int length = (end < 0 ? text.length() : end) - at;
      at += length;
      lineStart += length;
      return true;
    }
  }
}
