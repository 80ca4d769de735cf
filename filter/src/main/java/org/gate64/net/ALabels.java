package org.gate64.net;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts domain names into A-labels (RFC 5890, section 2.3.2.1).
 *
 * <p>The JDK has IDNA2003, which reads almost every label as IDNA2008 does. Where it does not (it
 * makes two letters of a sharp s, drops joiners, and knows old rules for what runs from right to
 * left), a label is encoded as it stands, as registries and browsers do, provided that IDNA2008
 * allows each character: one that nobody sees must not make a name look like another.
 */
final class ALabels {

  private static final String PREFIX = "xn--";
  private static final Pattern DOT = Pattern.compile("[.\u3002\uff0e\uff61]");

  /** What IDNA2003 turns into others and IDNA2008 does not (RFC 5894, section 7.2). */
  private static final Pattern DEVIATION = Pattern.compile("[\u00df\u1e9e\u03c2\u200c\u200d]");

  /** Signs that take the vowel off a letter (canonical combining class 9). */
  private static final String VIRAMA =
      "[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u17d2]";

  /** An Arabic letter that joins the one behind it. */
  private static final String JOINING =
      "[\\p{IsArabic}&&\\p{Lo}&&[^\u0621-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0677"
          + "\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5\u06ee\u06ef]]";

  /** A joiner that can be seen, and so belongs to the spelling (RFC 5892, A.1 and A.2). */
  private static final Pattern JOINER =
      Pattern.compile(
          "(?<=%s)[\u200c\u200d]|(?<=%s)\u200c(?=[\\p{IsArabic}&&\\p{Lo}&&[^\u0621\u0674]])"
              .formatted(VIRAMA, JOINING));

  /** Letters, marks and digits, no mark in front (RFC 5891, 4.2.3; RFC 5892, section 2.1). */
  private static final Pattern ALLOWED =
      Pattern.compile("(?!-|..--|\\p{M})[\\p{Ll}\\p{Lo}\\p{Lm}\\p{Mn}\\p{Mc}\\p{Nd}-]+(?<!-)");

  private ALabels() {}

  /** The same name; empty where it has a label that is none, or is read in different ways. */
  static String of(String name) {
    try {
      return Arrays.stream(DOT.split(name, -1))
          .map(label -> isAscii(label) ? label : aLabel(label))
          .collect(Collectors.joining("."));
    } catch (IllegalArgumentException notEncodable) {
      return "";
    }
  }

  private static String aLabel(String label) {
    if (DEVIATION.matcher(label).find()) {
      return idna2008(label);
    }
    try {
      String encoded = IDN.toASCII(label, IDN.ALLOW_UNASSIGNED);
      return has(IDN.toUnicode(encoded, IDN.ALLOW_UNASSIGNED), ALabels::isInvisible) ? "" : encoded;
    } catch (IllegalArgumentException notInIdna2003) {
      return idna2008(label);
    }
  }

  private static String idna2008(String text) {
    String lowerCase = text.replace('\u03a3', '\u03c3').toLowerCase(Locale.ROOT);
    String label = Normalizer.normalize(lowerCase, Normalizer.Form.NFKC);
    String letters = JOINER.matcher(label).replaceAll("");
    if (!ALLOWED.matcher(letters).matches() || isMixed(letters)) {
      throw new IllegalArgumentException("not a label");
    }
    return PREFIX + Punycode.encode(label);
  }

  /** Whether it runs in both directions, so that it may look like another (RFC 5893, section 2). */
  private static boolean isMixed(String label) {
    boolean toTheLeft = has(label, ALabels::runsToTheLeft);
    return toTheLeft
        && (!runsToTheLeft(label.codePointAt(0))
            || has(label, c -> is(c, Character.DIRECTIONALITY_LEFT_TO_RIGHT))
            || (has(label, c -> is(c, Character.DIRECTIONALITY_EUROPEAN_NUMBER))
                && has(label, c -> is(c, Character.DIRECTIONALITY_ARABIC_NUMBER))));
  }

  private static boolean runsToTheLeft(int c) {
    return is(c, Character.DIRECTIONALITY_RIGHT_TO_LEFT)
        || is(c, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
  }

  private static boolean is(int c, byte directionality) {
    return Character.getDirectionality(c) == directionality;
  }

  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT, Character.PRIVATE_USE, Character.UNASSIGNED, Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static boolean has(String text, IntPredicate character) {
    return text.codePoints().anyMatch(character);
  }

  private static boolean isAscii(String text) {
    return !has(text, c -> c >= 0x80);
  }
}
