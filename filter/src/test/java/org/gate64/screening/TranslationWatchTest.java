package org.gate64.screening;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.gate64.net.ClientAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class TranslationWatchTest {

  private final Logger log = (Logger) LoggerFactory.getLogger(TranslationWatch.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final TranslationWatch watch = new TranslationWatch();

  @BeforeEach
  void listen() {
    log.setLevel(Level.WARN);
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void stop() {
    log.detachAppender(lines);
  }

  @ParameterizedTest
  @ValueSource(strings = {"172.17.0.1", "fd00:1::1"})
  void warnsOnceWhereAllClientsComeFromOnePrivateAddress(String gateway) {
    see(49, gateway);
    assertThat(lines.list).isEmpty();

    see(500, gateway);

    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getFormattedMessage())
        .startsWith("All of the first 50 clients came from " + gateway + ". ");
  }

  @Test
  void theHostsOwnConnectionsDoNotCount() {
    see(20, "127.0.0.1");
    see(49, "172.17.0.1");
    see(20, "::1");
    assertThat(lines.list).isEmpty();

    see(1, "172.17.0.1");
    assertThat(lines.list).hasSize(1);
  }

  @Test
  void clientsThatAreSeenOverIpv4DoNotHideThatThoseOverIpv6AreNot() {
    see(30, "192.0.2.1");
    see(50, "172.17.0.1");
    see(30, "192.0.2.1");

    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getFormattedMessage())
        .startsWith("Nobody came over IPv6 so far, but 50 clients came from 172.17.0.1. ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2001:db8::1", "172.17.0.2"})
  void oneClientFromElsewhereEndsTheWatch(String other) {
    see(30, "172.17.0.1");
    see(1, other);
    see(500, "172.17.0.1");

    assertThat(lines.list).isEmpty();
  }

  @Test
  void onePublicAddressIsJustABusySender() {
    see(500, "2001:db8::1");

    assertThat(lines.list).isEmpty();
  }

  private void see(int times, String client) {
    for (int i = 0; i < times; i++) {
      watch.see(ClientAddress.parse(client).orElseThrow());
    }
  }
}
