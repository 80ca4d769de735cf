package org.gate64.dns;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DnsSettingsTest {

  private static final DnsSettings DEFAULTS = DnsSettings.defaults();

  @Test
  void refusesServersThatAreOnlyNames() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                with(
                    List.of(InetSocketAddress.createUnresolved("dns.example.org", 53)),
                    Duration.ofSeconds(1),
                    3))
        .withMessageContaining("address");
  }

  @Test
  void refusesADeadlineThatEndsBeforeTheFirstTry() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(List.of(), Duration.ofSeconds(9), 3))
        .withMessageContaining("deadline");
  }

  @Test
  void refusesToAskNoOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(List.of(), Duration.ofSeconds(1), 0))
        .withMessageContaining("attempts");
  }

  private static DnsSettings with(List<InetSocketAddress> servers, Duration timeout, int attempts) {
    return new DnsSettings(
        servers,
        timeout,
        DEFAULTS.deadline(),
        attempts,
        DEFAULTS.maxInFlight(),
        DEFAULTS.cacheEntries(),
        DEFAULTS.minTtl(),
        DEFAULTS.maxTtl(),
        DEFAULTS.maxNegativeTtl(),
        DEFAULTS.failureTtl(),
        HealthSettings.defaults());
  }
}
