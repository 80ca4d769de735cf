package org.gate64.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.gate64.net.ClientAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayerTest {

  @ParameterizedTest
  @CsvSource({
    "2001:db8:64::25, 2001:db8:64:ffff::80",
    "192.0.2.1, 192.0.2.254",
    "::ffff:192.0.2.1, 192.0.2.254",
    "2002:c000:201::1, 192.0.2.254",
    "2002:c000:201::1, 2002:c000:2fe:1::80",
    "64:ff9b::192.0.2.1, 192.0.2.254",
    "2001:0:102:304::3fff:fdfe, 192.0.2.254"
  })
  void clientsOfOneNetworkPayTogether(String one, String other) {
    assertThat(payer(one)).isEqualTo(payer(other)).hasSameHashCodeAs(payer(other));
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:64::25, 2001:db8:65::25",
    "192.0.2.1, 192.0.3.1",
    "2002:c000:201::1, 2002:c000:301::1",
    "64:ff9b::192.0.2.1, 64:ff9b::192.0.3.1",
    "2001:db8::25, 192.0.2.1"
  })
  void thoseOfDifferentNetworksDoNot(String one, String other) {
    assertThat(payer(one)).isNotEqualTo(payer(other));
  }

  private static Payer payer(String client) {
    return Payer.of(ClientAddress.parse(client).orElseThrow());
  }
}
