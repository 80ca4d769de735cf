package org.gate64.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gate64.fixtures.dns.DnsServer;
import org.gate64.fixtures.dns.Zone;
import org.gate64.fixtures.milter.Message;
import org.gate64.fixtures.milter.MilterClient;
import org.gate64.fixtures.milter.MilterEndpoint;
import org.gate64.fixtures.milter.Reply;
import org.gate64.fixtures.mta.ChildProcess;
import org.gate64.fixtures.mta.JavaCommand;
import org.gate64.net.ClientAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged daemon does, and says, where the trouble is on its own side. */
@Timeout(120)
class OwnTroubleIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CLIENTS = 20;
  private static final int ZONES_OF_A_CLIENT = 4;
  private static final int BROKEN_ZONES = 2 * CLIENTS * ZONES_OF_A_CLIENT;
  private static final Message MESSAGE =
      Message.parse("From: A <a@example.org>\r\nSubject: hi\r\n\r\ntext\r\n");

  @TempDir private Path directory;

  private final DnsServer dns = DnsServer.onLoopback(Zone.parse(clients() + brokenZones()));
  private ChildProcess daemon;

  @BeforeEach
  void start() throws IOException {
    Path conf =
        Files.writeString(
            directory.resolve("gate64.conf"),
            """
            listen = ["inet:0@127.0.0.1"]
            state-dir = ""
            dns.servers = ["%s:%d"]
            policy.ipv6.strictness = strict
            admin.listen = "inet:0@127.0.0.1"
            """
                .formatted(dns.address().getAddress().getHostAddress(), dns.address().getPort()));
    Path jar = Path.of(System.getProperty("gate64.jar"));
    daemon =
        ChildProcess.start(
            directory.resolve("gate64.log"),
            JavaCommand.ofJar(jar, "run", "--conf", conf.toString()));
    daemon.awaitOutput("is ready", PATIENCE);
  }

  @AfterEach
  void stop() {
    daemon.close();
    dns.close();
  }

  @Test
  void whileDnsIsFailingNobodyIsRefusedForGoodAndItIsSaidOnce() throws Exception {
    try (MilterClient client = session(client(0))) {
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

    assertThat(get("/metrics").lines()).contains("gate64_dns_failing 1.0");
    assertThat(get("/health")).contains("\nresolver: failing, ");
    assertThat(warnings()).singleElement().asString().contains("DNS is failing: of ");
  }

  /** As of a small server: far fewer zones than {@code dns.health.min-zones}. */
  @Test
  void aResolverThatIsGoneIsNoticedByAFewMessages() throws Exception {
    dns.close();
    int messages = 0;
    while (warnings().isEmpty()) {
      messages++;
      try (MilterClient client = session(client(messages))) {
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
    assertThat(get("/metrics").lines()).contains("gate64_dns_failing 1.0");
  }

  @Test
  void clientsThatAllComeFromOnePrivateAddressAreSaidOnce() throws Exception {
    for (int i = 0; i < 120; i++) {
      try (MilterClient client = session("172.17.0.1")) {
        client.quit();
      }
    }

    assertThat(warnings())
        .singleElement()
        .asString()
        .contains("All of the first 50 clients came from 172.17.0.1. ");
  }

  private void sendFromBrokenZones(int number) throws IOException {
    try (MilterClient client = session(client(number))) {
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
    return daemon.output().lines().filter(line -> line.contains(" WARN ")).toList();
  }

  private static String reply(MilterClient client, String sender) throws IOException {
    client.mailFrom("<" + sender + ">");
    Reply atRcpt = client.rcptTo("<b@example.net>");
    boolean early = atRcpt instanceof Reply.ReplyCode;
    return ((Reply.ReplyCode) (early ? atRcpt : client.message(MESSAGE).reply())).text();
  }

  private MilterClient session(String address) throws IOException {
    String milter = logged("Listening on (inet:\\d+@127\\.0\\.0\\.1)\\n");
    MilterClient session = MilterClient.open(MilterEndpoint.parse(milter));
    session.connect("mail.example.org", InetAddress.getByName(address), 40_000);
    session.helo("mail.example.org");
    return session;
  }

  private String get(String path) throws IOException, InterruptedException {
    String port = logged("Listening on inet:(\\d+)@127\\.0\\.0\\.1 for admin\\.listen");
    URI page = URI.create("http://127.0.0.1:" + port + path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(page).timeout(PATIENCE).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private String logged(String pattern) {
    Matcher line = Pattern.compile(pattern).matcher(daemon.output());
    assertThat(line.find()).as("the log has %s", pattern).isTrue();
    return line.group(1);
  }
}
