package org.gate64.reporting;

import org.gate64.net.DomainName;
import org.gate64.net.PlainText;

/**
 * Makes text from outside fit to stand in a structured header field. It stays what it is where that
 * is harmless; otherwise nothing of it can end the place it stands in. Semicolons never come out,
 * not even quoted: too many readers of these fields part them there without regard to quotes. Nor
 * do quotes and backslashes: a reader that knows no quoted pairs would be at a loss with the whole
 * field.
 */
final class HeaderText {

  private static final String SPECIALS = "()<>@,;:\\\"/[]?=";
  private static final String ATOM_SYMBOLS = "!#$%&'*+-/=?^_`{|}~.";
  private static final String UNFIT_FOR_COMMENTS = "()\\\";";
  private static final String UNFIT_FOR_QUOTES = "\"\\;";
  private static final char UNFIT = '?';

  private HeaderText() {}

  /** A token where the text is one, else a quoted string (RFC 2045, section 5.1). */
  static String value(String text, int limit) {
    return isToken(text) && text.length() <= limit ? text : quoted(text, limit);
  }

  /** {@code local-part@domain} as it is where both are plain, else a quoted string (RFC 8601). */
  static String mailbox(String text, int limit) {
    int at = text.lastIndexOf('@');
    boolean plain =
        at > 0
            && text.length() <= limit
            && isDotAtom(text.substring(0, at))
            && DomainName.parse(text.substring(at + 1)).filter(DomainName::isHostName).isPresent()
            && text.chars().allMatch(HeaderText::isVisible);
    return plain ? text : value(text, limit);
  }

  /** A comment (RFC 5322, section 3.2.2), without comments or quoted pairs in it. */
  static String comment(String text, int limit) {
    return "(" + without(UNFIT_FOR_COMMENTS, PlainText.visible(text, limit)) + ")";
  }

  /** A name for people: what no host name holds is replaced. */
  static String name(DomainName name) {
    StringBuilder out = new StringBuilder();
    for (char c : name.toString().toCharArray()) {
      out.append(isLetterOrDigit(c) || "-_.".indexOf(c) >= 0 ? c : UNFIT);
    }
    return out.toString();
  }

  private static String quoted(String text, int limit) {
    return '"' + without(UNFIT_FOR_QUOTES, PlainText.visible(text, limit)) + '"';
  }

  private static String without(String unfit, String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars().forEach(c -> out.append(unfit.indexOf(c) < 0 ? (char) c : UNFIT));
    return out.toString();
  }

  private static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> isVisible(c) && SPECIALS.indexOf(c) < 0);
  }

  private static boolean isDotAtom(String text) {
    return !text.isEmpty()
        && text.charAt(0) != '.'
        && !text.endsWith(".")
        && !text.contains("..")
        && text.chars().allMatch(c -> isLetterOrDigit(c) || ATOM_SYMBOLS.indexOf(c) >= 0);
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean isVisible(int c) {
    return c > ' ' && c <= '~';
  }
}
