package org.gate64.evidence.spf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7208, section 7; the first rows are the examples of section 7.4. */
class MacroStringTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          %{s}                     | strong-bad@email.example.com
          %{o}                     | email.example.com
          %{d}                     | email.example.com
          %{d4}                    | email.example.com
          %{d3}                    | email.example.com
          %{d2}                    | example.com
          %{d1}                    | com
          %{dr}                    | com.example.email
          %{d2r}                   | example.email
          %{l}                     | strong-bad
          %{l-}                    | strong.bad
          %{lr}                    | strong-bad
          %{lr-}                   | bad.strong
          %{l1r-}                  | strong
          %{ir}.%{v}._spf.%{d2}    | 3.2.0.192.in-addr._spf.example.com
          %{lr-}.lp._spf.%{d2}     | bad.strong.lp._spf.example.com
          %{d2}.trusted.example.net| example.com.trusted.example.net
          %{d0002}                 | example.com
          %{d99999999999999999999} | email.example.com
          %{D2R}                   | example.email
          %{S}                     | strong-bad%40email.example.com
          %{H}                     | %E2%82%AC%20%2A~_-.
          a%%b%_c%-d               | a%b c%20d
          %{d.-}                   | email.example.com
          """)
  void expands(String text, String expanded) {
    MacroString macros = MacroString.parse(text).orElseThrow();
    assertThat(macros.expandFirst(1000, MacroStringTest::value)).isEqualTo(expanded);
    assertThat(macros.expandLast(1000, MacroStringTest::value)).isEqualTo(expanded);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%", "a%", "%a", "%{", "%{}", "%{d", "%d}", "%{x}", "%{d0}", "%{d000}", "%{dd}", "%{d-2}",
        "%{d r}", "%(d)", "a\tb", "\u00e4", "a\u007f"
      })
  void refusesWhatBreaksTheSyntax(String text) {
    assertThat(MacroString.parse(text)).isEmpty();
  }

  private static String value(char letter) {
    return switch (letter) {
      case 's' -> "strong-bad@email.example.com";
      case 'o', 'd' -> "email.example.com";
      case 'l' -> "strong-bad";
      case 'i' -> "192.0.2.3";
      case 'v' -> "in-addr";
      case 'h' -> "\u20ac *~_-.";
      default -> throw new AssertionError(letter);
    };
  }
}
