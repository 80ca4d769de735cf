package org.gate64.net;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An absolute domain name, in lower case and without the dot at its end.
 *
 * <p>Labels may hold any visible ASCII character save dot and backslash, for that is what SPF
 * macros and odd zones produce; a name from outside is therefore still to be escaped before it is
 * printed. Names with other characters are read in their A-label form (RFC 5890).
 */
public final class DomainName implements Comparable<DomainName> {

  /** The root: the exchange of a null MX (RFC 7505). */
  public static final DomainName ROOT = new DomainName("");

  static final int LONGEST_NAME = 253;
  private static final int LONGEST_LABEL = 63;

  /** What registries of countries commonly have between their domain and those that they sell. */
  private static final Set<String> COUNTRY_SUFFIXES =
      Set.of("ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org");

  private final String text;

  private DomainName(String text) {
    this.text = text;
  }

  /**
   * Reads a name, with or without its final dot.
   *
   * @return empty where the text is no name that DNS could be asked for (RFC 1035, section 2.3.4)
   */
  public static Optional<DomainName> parse(String text) {
    return parse(text, '!');
  }

  /**
   * Reads a name as {@link #parse} does, save that its labels may hold spaces, which the macro
   * {@code %_} of SPF makes (RFC 7208, section 7.1). Only good for asking DNS.
   */
  public static Optional<DomainName> parseWithSpaces(String text) {
    return parse(text, ' ');
  }

  private static Optional<DomainName> parse(String text, char lowest) {
    if (text.length() > 4 * LONGEST_NAME) {
      return Optional.empty();
    }
    String name = PlainText.isAscii(text) ? text : ALabels.of(text);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    name = lowerCase(name);
    return isName(name, lowest) ? Optional.of(new DomainName(name)) : Optional.empty();
  }

  /**
   * Whether this could be the name of a host on the internet: at least two labels, each of letters,
   * digits, hyphens and (tolerated) underscores, the last not all digits.
   */
  public boolean isHostName() {
    int lastDot = text.lastIndexOf('.');
    if (lastDot < 0) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(isLetterOrDigit(c) || c == '-' || c == '_' || c == '.')) {
        return false;
      }
    }
    return !text.substring(lastDot + 1).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Whether this is {@code other} or lies below it. */
  public boolean isWithin(DomainName other) {
    return text.equals(other.text)
        || other.text.isEmpty()
        || (text.length() > other.text.length()
            && text.endsWith(other.text)
            && text.charAt(text.length() - other.text.length() - 1) == '.');
  }

  /**
   * A guess at the name that its owner registered: the last two labels, or three below a suffix
   * like {@code co.uk}. Names of one owner mostly share it; a name that is no longer stays as it
   * is.
   */
  public DomainName likelyRegistered() {
    int last = text.lastIndexOf('.');
    int second = text.lastIndexOf('.', last - 1);
    boolean belowSuffix =
        second > 0
            && text.length() - last - 1 == 2
            && COUNTRY_SUFFIXES.contains(text.substring(second + 1, last));
    int start = belowSuffix ? text.lastIndexOf('.', second - 1) : second;
    return last > 0 && start >= 0 ? new DomainName(text.substring(start + 1)) : this;
  }

  /** The name below this one with the labels in front, or empty where that would be too long. */
  public Optional<DomainName> child(String labels) {
    return parse(text.isEmpty() ? labels : labels + "." + text);
  }

  private static boolean isName(String name, char lowest) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return false;
    }
    int labelLength = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.') {
        if (labelLength == 0) {
          return false;
        }
        labelLength = 0;
      } else if (c < lowest || c > '~' || c == '\\' || ++labelLength > LONGEST_LABEL) {
        return false;
      }
    }
    return labelLength > 0;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DomainName that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public int compareTo(DomainName other) {
    return text.compareTo(other.text);
  }

  /** The name without its final dot; a single dot for the root. */
  @Override
  public String toString() {
    return text.isEmpty() ? "." : text;
  }
}
