package org.gate64.evidence.spf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetNameTest {

  @ParameterizedTest
  @CsvSource({
    "Mail.Example.ORG, mail.example.org",
    "mail.example.org., mail.example.org",
    "foo:bar/baz.example.org, foo:bar/baz.example.org",
    "two words.example.org, two words.example.org",
    "1.2.0.192.in-addr.arpa, 1.2.0.192.in-addr.arpa"
  })
  void isAsked(String expanded, String name) {
    assertThat(TargetName.of(expanded)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "org", "org.", "a..org", ".a.org", "192.0.2.1", "a\\b.org", "\u00e4.org"})
  void isImpossible(String expanded) {
    assertThat(TargetName.of(expanded)).isEqualTo(TargetName.IMPOSSIBLE);
    assertThat(TargetName.parse(TargetName.IMPOSSIBLE)).isEmpty();
  }

  @Test
  void losesLabelsOnTheLeftUntilItIsShortEnough() {
    String label = "a".repeat(49) + ".";
    String longest = "b." + label.repeat(5) + "c";
    assertThat(longest).hasSize(253);
    assertThat(TargetName.of("x." + longest)).isEqualTo(longest);
    assertThat(TargetName.of("a".repeat(70) + "." + label.repeat(5) + "c"))
        .isEqualTo(label.repeat(5) + "c");
    assertThat(TargetName.of("a".repeat(300) + ".org")).isEqualTo(TargetName.IMPOSSIBLE);
  }
}
