package org.gate64.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, IPV4",
    "0.0.0.0, 0.0.0.0, IPV4",
    "2001:db8::1, 2001:db8::1, IPV6",
    "2001:0DB8:0:0:0:0:0:1, 2001:db8::1, IPV6",
    "::, ::, IPV6",
    "::1, ::1, IPV6",
    "::ffff:192.0.2.1, 192.0.2.1, IPV4",
    "::FFFF:c000:201, 192.0.2.1, IPV4",
    "0:0:0:0:0:ffff:192.0.2.1, 192.0.2.1, IPV4",
    "64:ff9b::192.0.2.1, 64:ff9b::c000:201, IPV6",
    "::192.0.2.1, ::c000:201, IPV6"
  })
  void readsTheUsualNotations(String text, String canonical, ClientAddress.Family family) {
    ClientAddress address = ClientAddress.parse(text).orElseThrow();

    assertThat(address).hasToString(canonical);
    assertThat(address.family()).isEqualTo(family);
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, true, false",
    "172.16.0.1, true, false",
    "172.32.0.1, false, false",
    "192.168.255.255, true, false",
    "100.64.0.1, true, false",
    "169.254.1.1, true, false",
    "::ffff:10.0.0.1, true, false",
    "fd00::1, true, false",
    "fe80::1, true, false",
    "2001:db8::1, false, false",
    "192.0.2.1, false, false",
    "127.0.0.2, false, true",
    "::1, false, true",
  })
  void tellsPrivateAndLoopbackAddressesFromOthers(
      String text, boolean isPrivate, boolean isLoopback) {
    ClientAddress address = ClientAddress.parse(text).orElseThrow();

    assertThat(address.isPrivate()).isEqualTo(isPrivate);
    assertThat(address.isLoopback()).isEqualTo(isLoopback);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "unknown",
        "localhost",
        "mail.example.org",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "256.0.0.1",
        "0x7f.0.0.1",
        "0x7f000001",
        "2130706433",
        "010.0.0.1",
        "1.2.3.04",
        "\u0661.2.3.4",
        "1.2.3.*",
        "1.2.3.4-5",
        "1.2.3.4/32",
        "1.2.3.4/255.255.255.0",
        "1.2.3.4.",
        " 1.2.3.4",
        "1.2.3.4 ",
        "[::1]",
        "IPv6:::1",
        "::1%eth0",
        "::1%1",
        "2001:db8::1/64",
        "2001:db8:::1",
        "2001:db8::1::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "12345::",
        "g::1",
        "2001:db8::*",
        "2001:db8::1-2",
        "::ffff:1.2.3",
        "::ffff:1.2.3.04",
        "::ffff:1.2.3.256",
        "*",
        "%",
        "/64",
        "::1\r\n",
        "\u0000",
        "20010db8000000000000000000000001",
        "2001-db8--1.ipv6-literal.net",
        "0b11.0.0.1",
        "4)+k&C#VzJ4br>0wv%Yp"
      })
  void refusesEverythingElse(String text) {
    assertThat(ClientAddress.parse(text)).isEmpty();
  }

  @Test
  void refusesLongTextUnread() {
    assertThat(ClientAddress.parse("1.2.3.4" + " ".repeat(1_000_000))).isEmpty();
    assertThat(ClientAddress.parse(":".repeat(1_000_000))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2002:c000:201::1, 192.0.2.1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2, 192.0.2.45",
    "64:ff9b::c000:201, 192.0.2.1",
    "64:ff9b:0:0:0:0:c000:201, 192.0.2.1"
  })
  void findsTheAddressThatATunnelCarries(String text, String embedded) {
    assertThat(ClientAddress.parse(text).orElseThrow().embeddedIpv4())
        .hasValueSatisfying(address -> assertThat(address).hasToString(embedded));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1",
        "::ffff:192.0.2.1",
        "2001:db8::1",
        "2003::1",
        "2001:1::1",
        "64:ff9b:1::1",
        "64:ff9b::1:0:0",
        "::192.0.2.1"
      })
  void findsNoneInOthers(String text) {
    assertThat(ClientAddress.parse(text).orElseThrow().embeddedIpv4()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 1.2.0.192.in-addr.arpa",
    "::ffff:192.0.2.1, 1.2.0.192.in-addr.arpa",
    "2001:db8::25, " + "5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
    "4321:0:1:2:3:4:567:89ab, "
        + "b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.0.0.1.2.3.4.ip6.arpa"
  })
  void knowsItsReverseName(String text, String name) {
    assertThat(ClientAddress.parse(text).orElseThrow().reverseName()).hasToString(name);
  }

  @Test
  void equalsByValueWhereverItCameFrom() throws UnknownHostException {
    InetAddress inet = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
    ClientAddress plain = ClientAddress.parse("192.0.2.1").orElseThrow();

    assertThat(ClientAddress.of(inet)).isEqualTo(plain).hasSameHashCodeAs(plain);
    assertThat(ClientAddress.parse("::ffff:192.0.2.1")).contains(plain);
    assertThat(plain.toInetAddress()).isEqualTo(inet);
    assertThat(plain.bytes()).containsExactly(192, 0, 2, 1);
    assertThat(ClientAddress.parse("::192.0.2.1").orElseThrow()).isNotEqualTo(plain);
  }
}
