package org.gate64.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gate64.fixtures.dns.DnsServer;
import org.gate64.fixtures.dns.Zone;
import org.gate64.fixtures.milter.Message;
import org.gate64.fixtures.milter.MilterClient;
import org.gate64.fixtures.milter.Reply;
import org.gate64.net.ClientAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged daemon does, and says, where the trouble is on its own side. */
@Timeout(120)
class OwnTroubleIT {

  private static final int CLIENTS = 20;
  private static final int ZONES_OF_A_CLIENT = 4;
  private static final int BROKEN_ZONES = 2 * CLIENTS * ZONES_OF_A_CLIENT;
  private static final Message MESSAGE =
      Message.parse("From: A <a@example.org>\r\nSubject: hi\r\n\r\ntext\r\n");

  @TempDir private Path directory;

  private final DnsServer dns = DnsServer.onLoopback(Zone.parse(clients() + brokenZones()));
  private DaemonAtFreePorts daemon;

  @BeforeEach
  void start() throws IOException {
    daemon = DaemonAtFreePorts.start(directory, dns, "dns.servers = [\"%s\"]");
  }

  @AfterEach
  void stop() {
    daemon.close();
    dns.close();
  }

  @Test
  void whileDnsIsFailingNobodyIsRefusedForGoodAndItIsSaidOnce() throws Exception {
    try (MilterClient client = daemon.session(client(0))) {
      for (int zone = 0; zone < BROKEN_ZONES / 2; zone++) {
        assertThat(reply(client, "a@broken" + zone + ".example")).startsWith("451 4.7.26 ");
      }
      assertThat(reply(client, "a@nospf.example"))
          .as("one network's broken zones are its own trouble")
          .startsWith("550 5.7.26 ");

      for (int number = 1; number <= CLIENTS; number++) {
        sendFromBrokenZones(number);
      }
      assertThat(reply(client, "a@nospf.example"))
          .startsWith("450 4.7.26 ")
          .contains("Much of DNS does not answer here just now");
    }

    assertThat(daemon.get("/metrics").body().lines()).contains("gate64_dns_failing 1.0");
    assertThat(daemon.get("/health").body()).contains("\nresolver: failing, ");
    assertThat(warnings()).singleElement().asString().contains("DNS is failing: of ");
  }

  /** As of a small server: far fewer zones than {@code dns.health.min-zones}. */
  @Test
  void aResolverThatIsGoneIsNoticedByAFewMessages() throws Exception {
    dns.close();
    int messages = 0;
    while (warnings().isEmpty()) {
      messages++;
      try (MilterClient client = daemon.session(client(messages))) {
        assertThat(reply(client, "a@sender" + messages + ".example")).startsWith("450 4.7.25 ");
      }
      Thread.sleep(500);
    }

    assertThat(messages).isLessThan(50);
    assertThat(warnings())
        .singleElement()
        .asString()
        .containsPattern("DNS is failing: none of the last \\d+ zones asked answered")
        .contains("the latest because the server could not be reached");
    assertThat(daemon.get("/metrics").body().lines()).contains("gate64_dns_failing 1.0");
  }

  @Test
  void clientsThatAllComeFromOnePrivateAddressAreSaidOnce() throws Exception {
    for (int i = 0; i < 120; i++) {
      try (MilterClient client = daemon.session("172.17.0.1")) {
        client.quit();
      }
    }

    assertThat(warnings())
        .singleElement()
        .asString()
        .contains("All of the first 50 clients came from 172.17.0.1. ");
  }

  private void sendFromBrokenZones(int number) throws IOException {
    try (MilterClient client = daemon.session(client(number))) {
      for (int i = 0; i < ZONES_OF_A_CLIENT; i++) {
        int zone = BROKEN_ZONES - number * ZONES_OF_A_CLIENT + i;
        assertThat(reply(client, "a@broken" + zone + ".example")).startsWith("45");
      }
    }
  }

  private static String brokenZones() {
    return IntStream.range(0, BROKEN_ZONES)
        .mapToObj(";!servfail broken%d.example.\n"::formatted)
        .collect(Collectors.joining());
  }

  /** Each in a network of its own, and all of one name. */
  private static String client(int number) {
    return "2001:db8:" + Integer.toHexString(number) + "::1";
  }

  private static String clients() {
    return IntStream.rangeClosed(0, CLIENTS)
        .mapToObj(OwnTroubleIT::client)
        .map(address -> ClientAddress.parse(address).orElseThrow())
        .map(
            client ->
                client.reverseName()
                    + ". PTR mail.example.org.\nmail.example.org. AAAA "
                    + client
                    + '\n')
        .collect(Collectors.joining());
  }

  private List<String> warnings() {
    return daemon.process().output().lines().filter(line -> line.contains(" WARN ")).toList();
  }

  private static String reply(MilterClient client, String sender) throws IOException {
    client.mailFrom("<" + sender + ">");
    Reply atRcpt = client.rcptTo("<b@example.net>");
    boolean early = atRcpt instanceof Reply.ReplyCode;
    return ((Reply.ReplyCode) (early ? atRcpt : client.message(MESSAGE).reply())).text();
  }
}
