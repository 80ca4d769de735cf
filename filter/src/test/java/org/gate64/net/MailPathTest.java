package org.gate64.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailPathTest {

  @ParameterizedTest
  @CsvSource({
    "<joe@example.org>, joe, example.org",
    "joe@Example.ORG, joe, example.org",
    "<@a.example:joe@example.org>, joe, example.org",
    "'<@a.example,@b.example:joe@example.org>', joe, example.org",
    "'<\"joe @ home\"@example.org>', '\"joe @ home\"', example.org",
    "<a@b@example.org>, a@b, example.org",
    "<@example.org>, '', example.org"
  })
  void readsMailboxes(String path, String localPart, String domain) {
    MailPath read = MailPath.parse(path);

    assertThat(read.localPart()).isEqualTo(localPart);
    assertThat(read.domain()).map(DomainName::toString).contains(domain);
    assertThat(read.isNull()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<>", "", " <> ", " "})
  void readsTheNullPath(String path) {
    assertThat(MailPath.parse(path).isNull()).isTrue();
    assertThat(MailPath.parse(path)).hasToString("<>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<joe>",
        "<joe@>",
        "<joe@[192.0.2.1]>",
        "<joe@[IPv6:2001:db8::1]>",
        "<joe@a..b>",
        "<joe@exa mple>",
        "<joe@a\r\nb>",
        "<postmaster>",
        "<",
        ">",
        "joe"
      })
  void takesWhatHasNoDomainAsItIs(String path) {
    MailPath read = MailPath.parse(path);

    assertThat(read.domain()).isEmpty();
    assertThat(read.isNull()).isFalse();
  }

  @Test
  void aRouteToNowhereIsNotTheNullPath() {
    assertThat(MailPath.parse("<@a.example:>").isNull()).isFalse();
  }

  @Test
  void readsAMegabyteOfAnything() {
    assertThat(MailPath.parse("@".repeat(1_000_000)).domain()).isEmpty();
    assertThat(MailPath.parse("<@" + "a,".repeat(500_000) + ":b@c.example>").domain())
        .contains(DomainName.parse("c.example").orElseThrow());
  }
}
