package org.gate64.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {

  private static final String LABEL = "a".repeat(63);

  @ParameterizedTest
  @CsvSource({
    "example.org, example.org",
    "Example.ORG., example.org",
    "localhost, localhost",
    "_dmarc.example.org, _dmarc.example.org",
    "a--b.example, a--b.example",
    "-a-.example, -a-.example",
    "192.0.2.1, 192.0.2.1",
    "'a;b\"c(d)e.example', 'a;b\"c(d)e.example'",
    "%s.example, %s.example",
    "b\u00fccher.example, xn--bcher-kva.example",
    "B\u00dcCHER.example, xn--bcher-kva.example",
    "\u4f8b\u3048.example, xn--r8jz45g.example"
  })
  void readsWhatDnsCouldBeAskedFor(String text, String name) {
    assertThat(DomainName.parse(text)).map(DomainName::toString).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a..b",
        ".a",
        "a..",
        "a b",
        " a",
        "a ",
        "a\tb",
        "a\r\nb",
        "a\u0000b",
        "a\u007fb",
        "a\\b",
        "a\\046b",
        "\u00fc..b",
        "\u200b",
        "\ufdfa\ufdfa\ufdfa\ufdfa\ufdfa\ufdfa\ufdfa\ufdfa\ufdfa\ufdfa.example",
        "\ud800.example"
      })
  void refusesWhatItCouldNot(String text) {
    assertThat(DomainName.parse(text)).isEmpty();
  }

  @Test
  void boundsLabelsAndNames() {
    String longest = LABEL + "." + LABEL + "." + LABEL + "." + "a".repeat(61);

    assertThat(longest).hasSize(253);
    assertThat(DomainName.parse(longest)).isPresent();
    assertThat(DomainName.parse(longest + ".")).isPresent();
    assertThat(DomainName.parse(longest + "a")).isEmpty();
    assertThat(DomainName.parse(LABEL + "a.example")).isEmpty();
    assertThat(DomainName.parse("a.".repeat(500_000))).isEmpty();
    assertThat(DomainName.parse("\u00fc".repeat(1_000_000))).isEmpty();
  }

  @Test
  void everyTextIsANameOrNone() {
    Random random = new Random(64);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(20); length > 0; length--) {
        text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(65_536)));
      }
      Optional<DomainName> name = DomainName.parse(text.toString());
      name.ifPresent(parsed -> assertThat(parsed.toString()).matches("[!-~&&[^\\\\A-Z]]+"));
      assertThat(name.flatMap(parsed -> DomainName.parse(parsed.toString()))).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mail.example.org, true", "a_b.example, true", "xn--bcher-kva.example, true", "1.example, true",
    "localhost, false", "192.0.2.1, false", "example.1, false", "a*b.example, false",
    "a;b.example, false", "[1].example, false", "a/b.example, false"
  })
  void knowsHostNames(String text, boolean hostName) {
    assertThat(name(text).isHostName()).isEqualTo(hostName);
  }

  @ParameterizedTest
  @CsvSource({
    "example.org, example.org, true", "a.example.org, example.org, true",
    "a.b.EXAMPLE.org, example.org, true", "aexample.org, example.org, false",
    "example.org, a.example.org, false", "org, example.org, false"
  })
  void knowsWhatLiesBelowIt(String inner, String outer, boolean within) {
    assertThat(name(inner).isWithin(name(outer))).isEqualTo(within);
    assertThat(name(inner).isWithin(DomainName.ROOT)).isTrue();
  }

  @Test
  void hasChildren() {
    assertThat(name("example.org").child("_dmarc")).contains(name("_dmarc.example.org"));
    assertThat(name("example.org").child("s._domainkey"))
        .contains(name("s._domainkey.example.org"));
    assertThat(DomainName.ROOT.child("org")).contains(name("org"));
    assertThat(name("example.org").child("")).isEmpty();
    assertThat(name("example.org").child("a..b")).isEmpty();
    assertThat(name("example.org").child("a".repeat(64))).isEmpty();
    assertThat(name(LABEL + "." + LABEL + "." + LABEL).child(LABEL)).isEmpty();
    assertThat(DomainName.ROOT).hasToString(".");
  }

  private static DomainName name(String text) {
    return DomainName.parse(text).orElseThrow();
  }
}
