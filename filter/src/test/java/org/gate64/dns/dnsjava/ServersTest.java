package org.gate64.dns.dnsjava;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.NoSuchElementException;
import org.gate64.dns.DnsSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ResolverConfig;

class ServersTest {

  private static final InetSocketAddress THIS_HOST =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 53);

  private final Wire wire = new Wire();

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void withoutServersTakesThoseOfTheSystem() {
    Servers servers = new Servers(DnsSettings.defaults(), wire);
    List<InetSocketAddress> system = ResolverConfig.getCurrentConfig().servers();
    InetSocketAddress first = system.isEmpty() ? THIS_HOST : system.get(0);

    assertThat(servers.at(0).getAddress()).isEqualTo(first);
    assertThat(servers.count()).isEqualTo(Math.max(1, system.size()));
  }

  /** As {@code fe80::1%eth0} where there is no such interface. */
  @Test
  void passesOverWhatIsNoAddressHere() {
    InetSocketAddress nowhere = InetSocketAddress.createUnresolved("fe80::1%gone0", 53);
    InetSocketAddress address = new InetSocketAddress("127.0.0.53", 53);

    assertThat(SystemServers.usable(() -> List.of(nowhere, address))).containsExactly(address);
    assertThat(SystemServers.usable(() -> List.of(nowhere))).containsExactly(THIS_HOST);
  }

  /** As dnsjava does where a line says {@code nameserver} and nothing else. */
  @Test
  void asksThisHostWhereThoseOfTheSystemCannotBeRead() {
    assertThat(
            SystemServers.usable(
                () -> {
                  throw new NoSuchElementException();
                }))
        .containsExactly(THIS_HOST);
  }

  @Test
  void offersLittleEnoughForAPacketThatIsNotFragmented() {
    Servers servers = new Servers(DnsSettings.defaults(), wire);

    assertThat(servers.at(0).getEDNS().getPayloadSize()).isEqualTo(1232);
  }
}
