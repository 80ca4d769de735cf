package org.gate64.evidence.spf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A macro-string, or a whole explanation, read into its parts (RFC 7208, section 7.1). */
final class MacroString {

  /** What the letters stand for (RFC 7208, section 7.2). */
  @FunctionalInterface
  interface Values {
    String of(char lowerCaseLetter);
  }

  private sealed interface Part {
    String expand(Values values);
  }

  private record Literal(String text) implements Part {
    @Override
    public String expand(Values values) {
      return text;
    }
  }

  private record Macro(char letter, int labels, Order order, String delimiters) implements Part {

    enum Order {
      GIVEN,
      REVERSED
    }

    @Override
    public String expand(Values values) {
      List<String> pieces = split(values.of(Character.toLowerCase(letter)), delimiters);
      if (order == Order.REVERSED) {
        Collections.reverse(pieces);
      }
      List<String> kept = pieces.subList(Math.max(0, pieces.size() - labels), pieces.size());
      String expanded = String.join(".", kept);
      return Character.isUpperCase(letter) ? escape(expanded) : expanded;
    }
  }

  private static final Pattern MACRO =
      Pattern.compile("([slodiphcrtv])([0-9]*)(r?)([-.+,/_=]*)", Pattern.CASE_INSENSITIVE);

  private static final String EXPLANATION_LETTERS = "crt";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final List<Part> parts;

  private MacroString(List<Part> parts) {
    this.parts = parts;
  }

  /** Empty where the text breaks the syntax. */
  static Optional<MacroString> parse(String text) {
    List<Part> parts = new ArrayList<>();
    int position = 0;
    while (position < text.length()) {
      int percent = text.indexOf('%', position);
      int end = percent < 0 ? text.length() : percent;
      if (end > position) {
        parts.add(new Literal(text.substring(position, end)));
      }
      position = end;
      if (percent >= 0) {
        int after = expansionEnd(text, percent);
        Optional<Part> part = after < 0 ? Optional.empty() : part(text.substring(percent, after));
        if (part.isEmpty()) {
          return Optional.empty();
        }
        parts.add(part.get());
        position = after;
      }
    }
    boolean printable = text.chars().allMatch(c -> c >= ' ' && c <= '~');
    return printable ? Optional.of(new MacroString(parts)) : Optional.empty();
  }

  boolean uses(char lowerCaseLetter) {
    return parts.stream()
        .anyMatch(
            part ->
                part instanceof Macro macro
                    && Character.toLowerCase(macro.letter) == lowerCaseLetter);
  }

  /** Whether it has letters that only explanations may have (RFC 7208, section 7.2). */
  boolean isForExplanations() {
    return EXPLANATION_LETTERS.chars().anyMatch(letter -> uses((char) letter));
  }

  /** Expands from the left, and stops at {@code limit} characters. */
  String expandFirst(int limit, Values values) {
    StringBuilder expanded = new StringBuilder();
    for (int i = 0; i < parts.size() && expanded.length() < limit; i++) {
      expanded.append(parts.get(i).expand(values));
    }
    return Texts.upTo(expanded.toString(), limit);
  }

  /** Expands from the right, for a name is cut on its left; stops beyond {@code limit}. */
  String expandLast(int limit, Values values) {
    StringBuilder expanded = new StringBuilder();
    for (int i = parts.size() - 1; i >= 0 && expanded.length() <= limit; i--) {
      expanded.insert(0, parts.get(i).expand(values));
    }
    return expanded.toString();
  }

  /** Where the expansion that starts at a percent sign ends, or -1. */
  private static int expansionEnd(String text, int percent) {
    if (percent + 1 == text.length()) {
      return -1;
    }
    if (text.charAt(percent + 1) != '{') {
      return percent + 2;
    }
    int brace = text.indexOf('}', percent);
    return brace < 0 ? -1 : brace + 1;
  }

  private static Optional<Part> part(String expansion) {
    return switch (expansion) {
      case "%%" -> Optional.of(new Literal("%"));
      case "%_" -> Optional.of(new Literal(" "));
      case "%-" -> Optional.of(new Literal("%20"));
      default ->
          expansion.startsWith("%{")
              ? macro(expansion.substring(2, expansion.length() - 1))
              : Optional.empty();
    };
  }

  private static Optional<Part> macro(String body) {
    Matcher matcher = MACRO.matcher(body);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int labels = labels(matcher.group(2));
    if (labels == 0) {
      return Optional.empty();
    }
    Macro.Order order = matcher.group(3).isEmpty() ? Macro.Order.GIVEN : Macro.Order.REVERSED;
    String delimiters = matcher.group(4).isEmpty() ? "." : matcher.group(4);
    return Optional.of(new Macro(body.charAt(0), labels, order, delimiters));
  }

  /** All of them where no number is given; no name has a thousand. */
  private static int labels(String digits) {
    if (digits.isEmpty()) {
      return Integer.MAX_VALUE;
    }
    String significant = digits.replaceFirst("^0+", "");
    if (significant.length() > 3) {
      return Integer.MAX_VALUE;
    }
    return significant.isEmpty() ? 0 : Integer.parseInt(significant);
  }

  private static List<String> split(String text, String delimiters) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (delimiters.indexOf(text.charAt(i)) >= 0) {
        pieces.add(text.substring(start, i));
        start = i + 1;
      }
    }
    pieces.add(text.substring(start));
    return pieces;
  }

  /** RFC 7208, section 7.3: all but the unreserved characters of RFC 3986. */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (isUnreserved(c)) {
        escaped.append(c);
      } else {
        escaped.append('%').append(HEX.toHexDigits(octet));
      }
    }
    return escaped.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c < 0x80 && Character.isLetterOrDigit(c)) || "-._~".indexOf(c) >= 0;
  }
}
