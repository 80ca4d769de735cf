package org.gate64.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {

  private final HostNames names =
      new HostNames(Set.of(DomainName.parse("mx1.example.net").orElseThrow()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8865",
        "localhost.:8865",
        "gate64.localhost",
        "127.0.0.1",
        "127.0.0.1:8865",
        "127.0.0.1:",
        "192.0.2.1:80",
        "[::1]",
        "[::1]:8865",
        "[2001:db8::1]:8865",
        "[::ffff:127.0.0.1]",
        "mx1.example.net",
        "MX1.example.net.:8865"
      })
  void addressesLocalhostAndKnownNamesAreThisHost(String host) {
    assertThat(names.include(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "evil.example:8865",
        "notlocalhost",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "mx1.example.net.evil.example",
        "x.mx1.example.net",
        "mx2.example.net",
        "user@localhost",
        "localhost,evil.example",
        "localhost:8865:1",
        "localhost:port",
        "localhost:123456",
        "localhost evil",
        "localh\u00f6st",
        "127.1",
        "0x7f.0.0.1",
        "127.0.0.1/8",
        "::1",
        "[::1",
        "[::1]x",
        "[fe80::1%eth0]",
        "[127.0.0.1]",
        "[localhost]"
      })
  void otherNamesAreNot(String host) {
    assertThat(names.include(host)).isFalse();
  }

  @Test
  void aNameOfAbsurdLengthIsNot() {
    assertThat(names.include("a.".repeat(4000) + "localhost")).isFalse();
  }
}
