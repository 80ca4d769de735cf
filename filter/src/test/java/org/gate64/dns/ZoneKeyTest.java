package org.gate64.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneKeyTest {

  @ParameterizedTest
  @CsvSource({
    "mail.example.org, example.org",
    "s._domainkey.example.org, _dmarc.example.org",
    "25.2.0.192.in-addr.arpa, 80.99.0.192.in-addr.arpa",
    "mail.example.co.uk, example.co.uk",
    "a.web.de, b.web.de",
    "co.uk, co.uk",
    "org, org",
    "., ."
  })
  void namesOfOneZoneShareTheirKey(String one, String other) {
    assertThat(key(one)).isEqualTo(key(other));
  }

  @ParameterizedTest
  @CsvSource({
    "mail.example.org, mail.example.com",
    "example.org, xexample.org",
    "25.2.0.192.in-addr.arpa, 25.2.1.192.in-addr.arpa",
    "one.co.uk, other.co.uk",
    "2.0.192.in-addr.arpa, 2.0.191.in-addr.arpa",
    "org, com"
  })
  void namesOfDifferentZonesHardlyEverDo(String one, String other) {
    assertThat(key(one)).isNotEqualTo(key(other));
  }

  @Test
  void ofAnIpv6AddressTheNetworkOfItsProviderCounts() {
    assertThat(reverse("2001:db8::25")).isEqualTo(reverse("2001:db8:ffff:1::80"));
    assertThat(reverse("2001:db8::25")).isNotEqualTo(reverse("2001:db9::25"));
  }

  /** Health sorts zones by the lowest ten bits; few of a hundred may meet. */
  @Test
  void spreadsZonesOverItsLowBits() {
    long places =
        IntStream.range(0, 100).mapToLong(i -> key("z" + i + ".example") & 1023).distinct().count();

    assertThat(places).isGreaterThan(80);
  }

  private static long reverse(String address) {
    return ZoneKey.of(ClientAddress.parse(address).orElseThrow().reverseName());
  }

  private static long key(String name) {
    return ZoneKey.of(name.equals(".") ? DomainName.ROOT : DomainName.parse(name).orElseThrow());
  }
}
