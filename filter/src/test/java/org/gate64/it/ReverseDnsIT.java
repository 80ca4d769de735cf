package org.gate64.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gate64.fixtures.dns.DnsServer;
import org.gate64.fixtures.dns.Zone;
import org.gate64.fixtures.milter.Message;
import org.gate64.fixtures.milter.MilterClient;
import org.gate64.fixtures.milter.Reply;
import org.gate64.net.ClientAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the packaged daemon answers to clients with reverse DNS of every sort. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReverseDnsIT {

  private static final Message MESSAGE =
      Message.parse("From: A <a@example.org>\r\nSubject: hi\r\n\r\ntext\r\n");

  private final DnsServer dns = DnsServer.onLoopback(Zone.parse(String.join("\n", zone()) + "\n"));
  private DaemonAtFreePorts daemon;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    daemon =
        DaemonAtFreePorts.start(
            directory,
            dns,
            """
            dns { servers = ["127.0.0.1:9", "%s"], timeout = 1s, health.min-zones = 1000 }
            """);
  }

  @AfterAll
  void stop() {
    daemon.close();
    dns.close();
    assertThat(daemon.process().output()).doesNotContain(" ERROR ", "Exception");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          no such name,                               2001:db8::1,  550 5.7.25
          a name with other records,                  2001:db8::2,  550 5.7.25
          an empty non-terminal,                      2001:db8::3,  550 5.7.25
          a name with another address,                2001:db8::4,  550 5.7.25
          a hundred names,                            2001:db8::5,  550 5.7.25
          names that are none of a host,              2001:db8::6,  550 5.7.25
          a 6to4 client with the name of its IPv4,    2002:c000:219::1, 550 5.7.25
          SERVFAIL,                                   2001:db8::10, 450 4.7.25
          SERVFAIL at the second name,                2001:db8::11, 450 4.7.25
          aliases that make a loop,                   2001:db8::12, 450 4.7.25
          aliases of the name that make a loop,       2001:db8::13, 450 4.7.25
          an answer for another name,                 2001:db8::14, 450 4.7.25
          more names than UDP carries and no TCP,     2001:db8::15, 450 4.7.25
          a server that keeps silent,                 2001:db8::16, 450 4.7.25
          """)
  void refuses(String situation, String client, String code) throws IOException {
    assertThat(answer(client))
        .isInstanceOfSatisfying(
            Reply.ReplyCode.class, reply -> assertThat(reply.text()).startsWith(code + " "));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          a name that has the address,                2001:db8::20
          a chain of aliases on both ways,            2001:db8::21
          a Teredo client with a name of its own,     2001:0:c000:201::1
          a server that does not know EDNS,           2001:db8::22
          """)
  void takes(String situation, String client) throws IOException {
    assertThat(answer(client)).isNotInstanceOf(Reply.ReplyCode.class);
  }

  /** At RCPT, or at the end where DNS was not quick enough for that. */
  private Reply answer(String address) throws IOException {
    try (MilterClient client = daemon.session("unknown", address)) {
      client.mailFrom("<a@example.org>");
      Reply atRcpt = client.rcptTo("<b@example.net>");
      return atRcpt instanceof Reply.ReplyCode ? atRcpt : client.message(MESSAGE).reply();
    }
  }

  private static List<String> zone() {
    Stream<String> lines =
        Stream.of(
            "example.org. TXT \"v=spf1 +all\"",
            reverse("2001:db8::2") + "TXT nothing",
            "below." + reverse("2001:db8::3") + "PTR mail.example.org.",
            reverse("2001:db8::4") + "PTR mail.example.org.",
            reverse("2001:db8::6") + "PTR localhost.",
            reverse("2001:db8::6") + "PTR mail\\000.example.org.",
            reverse("2001:db8::6") + "PTR mail\\013\\010250.example.org.",
            reverse("192.0.2.25") + "PTR v4.example.org.",
            "v4.example.org. A 192.0.2.25",
            ";!servfail " + reverse("2001:db8::10"),
            reverse("2001:db8::11") + "PTR mail.example.org.",
            reverse("2001:db8::11") + "PTR broken.example.org.",
            ";!servfail broken.example.org.",
            reverse("2001:db8::12") + "CNAME round.example.org.",
            "round.example.org. CNAME " + reverse("2001:db8::12"),
            reverse("2001:db8::13") + "PTR loop.example.org.",
            "loop.example.org. CNAME pool.example.org.",
            "pool.example.org. CNAME loop.example.org.",
            reverse("2001:db8::14") + "PTR mail.example.org.",
            ";!wrong-name " + reverse("2001:db8::14"),
            ";!no-tcp " + reverse("2001:db8::15"),
            ";!timeout " + reverse("2001:db8::16"),
            reverse("2001:db8::20") + "PTR mail.example.org.",
            "mail.example.org. AAAA 2001:db8::20",
            reverse("2001:db8::21") + "CNAME c.example.org.",
            "c.example.org. CNAME d.example.org.",
            "d.example.org. PTR e.example.org.",
            "e.example.org. CNAME f.example.org.",
            "f.example.org. AAAA 2001:db8::21",
            reverse("2001:0:c000:201::1") + "PTR teredo.example.org.",
            "teredo.example.org. AAAA 2001:0:c000:201::1",
            reverse("2001:db8::22") + "PTR ancient.example.org.",
            ";!no-edns " + reverse("2001:db8::22"),
            ";!no-edns ancient.example.org.",
            "ancient.example.org. AAAA 2001:db8::22");
    Stream<String> many =
        Stream.of("2001:db8::5", "2001:db8::15")
            .flatMap(
                client ->
                    IntStream.range(0, 100)
                        .mapToObj(i -> reverse(client) + "PTR many" + i + ".example.org."));
    return Stream.concat(lines, many).toList();
  }

  private static String reverse(String address) {
    return ClientAddress.parse(address).orElseThrow().reverseName() + ". ";
  }
}
