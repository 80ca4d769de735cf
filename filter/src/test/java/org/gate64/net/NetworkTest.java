package org.gate64.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "2001:db8::/32, 2001:db8::/32, 32",
    "2001:0db8:0::/32, 2001:db8::/32, 32",
    "::/0, ::/0, 0",
    "0.0.0.0/0, 0.0.0.0/0, 0",
    "192.0.2.0/24, 192.0.2.0/24, 24",
    "192.0.2.1, 192.0.2.1/32, 32",
    "192.0.2.1/32, 192.0.2.1/32, 32",
    "2001:db8::1, 2001:db8::1/128, 128",
    "2001:db8::1/128, 2001:db8::1/128, 128",
    "127.0.0.0/8, 127.0.0.0/8, 8"
  })
  void readsPrefixes(String text, String canonical, int length) {
    Network network = Network.parse(text).orElseThrow();

    assertThat(network).hasToString(canonical).isEqualTo(Network.parse(canonical).orElseThrow());
    assertThat(network.length()).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/64",
        "*",
        "2001:db8::1/32",
        "192.0.2.1/24",
        "192.0.2.0/33",
        "2001:db8::/129",
        "192.0.2.0/-1",
        "192.0.2.0/",
        "192.0.2.0/24/24",
        "192.0.2.0/255.255.255.0",
        "192.0.2/24",
        "192.0.2.*",
        "2001:db8::/x",
        "example.org/24",
        "2001:db8:*",
        "1.2.3.0-1.2.3.255",
        " 192.0.2.0/24",
        "192.0.2.0/24 ",
        "192.0.2.0 /24",
        "192.0.2.0/ 24",
        "2001:db8::%1/64",
        "::ffff:192.0.2.0/120",
        "::ffff:192.0.2.1",
        "::ffff:0:0/96"
      })
  void refusesEverythingElse(String text) {
    assertThat(Network.parse(text)).isEmpty();
  }

  @Test
  void isWhereAnAddressLies() {
    assertThat(Network.of(address("2001:db8:1:2:3:4:5:6"), 64)).hasToString("2001:db8:1:2::/64");
    assertThat(Network.of(address("192.0.2.25"), 32)).hasToString("192.0.2.25/32");
    assertThat(Network.of(address("192.0.2.25"), 24)).isEqualTo(network("192.0.2.0/24"));
    assertThat(Network.of(address("2001:db8::1"), 128)).isEqualTo(network("2001:db8::1"));
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::, false",
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, ::ffff:192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "::/0, 192.0.2.1, false",
    "0.0.0.0/0, 2001:db8::1, false",
    "::/0, 2001:db8::1, true",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false"
  })
  void containsAddressesOfItsFamily(String network, String address, boolean contains) {
    assertThat(network(network).contains(address(address))).isEqualTo(contains);
  }

  @Test
  void differsByLength() {
    assertThat(network("2001:db8::/32")).isNotEqualTo(network("2001:db8::/48"));
    assertThat(network("0.0.0.0/0")).isNotEqualTo(network("::/0"));
    assertThat(network("2001:db8::/32")).hasSameHashCodeAs(network("2001:0db8::/32"));
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:1::1, short",
    "2001:db8:2::1, middle",
    "2001:db8:2:3::4, exact",
    "2001:db8:2:3::5, middle",
    "192.0.2.1, v4",
    "::ffff:192.0.2.1, v4",
    "198.51.100.1, any4",
    "2001:470::1, none"
  })
  void theLongestMatchIsFound(String client, String value) {
    NetworkTable<String> table =
        new NetworkTable<>(
            Map.of(
                network("2001:db8::/32"), "short",
                network("2001:db8:2::/48"), "middle",
                network("2001:db8:2:3::4"), "exact",
                network("192.0.2.0/24"), "v4",
                network("0.0.0.0/0"), "any4"));

    assertThat(table.longestMatch(address(client)).orElse("none")).isEqualTo(value);
    assertThat(table.values()).containsExactlyInAnyOrder("short", "middle", "exact", "v4", "any4");
  }

  @Test
  void anEmptyTableHoldsNobody() {
    NetworkTable<Network> table = NetworkTable.of(Set.of());

    assertThat(table.longestMatch(address("2001:db8::1"))).isEmpty();
    assertThat(table.longestMatch(address("192.0.2.1"))).isEmpty();
    assertThat(table.values()).isEmpty();
  }

  @Test
  void aTableOfNetworksTellsWhichOneMatched() {
    NetworkTable<Network> trusted =
        NetworkTable.of(Set.of(network("127.0.0.0/8"), network("::1/128")));

    assertThat(trusted.longestMatch(address("127.1.2.3"))).contains(network("127.0.0.0/8"));
    assertThat(trusted.longestMatch(address("::1"))).contains(network("::1"));
    assertThat(trusted.longestMatch(address("::2"))).isEmpty();
  }

  private static Network network(String text) {
    return Network.parse(text).orElseThrow();
  }

  private static ClientAddress address(String text) {
    return ClientAddress.parse(text).orElseThrow();
  }
}
