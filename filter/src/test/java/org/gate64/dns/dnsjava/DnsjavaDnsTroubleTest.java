package org.gate64.dns.dnsjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.dns.dnsjava.LoopbackDns.AMPLE;
import static org.gate64.dns.dnsjava.LoopbackDns.SHORT;
import static org.gate64.dns.dnsjava.LoopbackDns.addresses;
import static org.gate64.dns.dnsjava.LoopbackDns.assertFails;
import static org.gate64.dns.dnsjava.LoopbackDns.records;
import static org.gate64.dns.dnsjava.LoopbackDns.settings;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.gate64.dns.RecordType;
import org.gate64.fixtures.dns.DnsServer;
import org.gate64.fixtures.dns.Link;
import org.gate64.fixtures.dns.Zone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of lookups when servers and the way to them are not well. */
@Timeout(60)
class DnsjavaDnsTroubleTest {

  private static final String HOST = "mail.example.org. AAAA 2001:db8::25";

  private final LoopbackDns net = new LoopbackDns();

  @AfterEach
  void close() {
    net.close();
  }

  @Test
  void aTruncatedAnswerThatTcpDoesNotCompleteIsATimeout() {
    String strings = (" \"" + "x".repeat(250) + '"').repeat(8);
    Dns dns =
        net.hurrying(net.server("big.example.org. TXT" + strings, ";!no-tcp big.example.org."));

    assertFails(dns, "big.example.org", RecordType.TXT, FailureReason.TIMEOUT);
  }

  @Test
  void aTruncatedAnswerWhereTcpIsRefusedIsUnreachable() {
    String strings = (" \"" + "x".repeat(250) + '"').repeat(8);
    Dns dns = net.asking(net.server(Link.WITHOUT_TCP, "big.example.org. TXT" + strings));

    assertFails(dns, "big.example.org", RecordType.TXT, FailureReason.UNREACHABLE);
  }

  @Test
  void asksAgainWhenAPacketIsLost() {
    Dns dns = net.hurrying(net.server(HOST, ";!drop-first mail.example.org."));

    assertThat(records(dns, "mail.example.org", RecordType.AAAA)).hasSize(1);
  }

  @Test
  void passesOverAnAnswerWithAnotherId() {
    DnsServer server = net.server(HOST, ";!wrong-id mail.example.org.");

    assertThat(records(net.asking(server), "mail.example.org", RecordType.AAAA)).hasSize(1);
    assertThat(server.queries()).isEqualTo(1);
  }

  @Test
  void anAnswerForAnotherNameIsMalformed() {
    Dns dns = net.asking(net.server(HOST, ";!wrong-name mail.example.org."));

    assertFails(dns, "mail.example.org", RecordType.AAAA, FailureReason.MALFORMED);
  }

  @Test
  void asksTheNextServerWhenOneFailsRefusesOrIsConfused() {
    for (String trouble : List.of("servfail", "refused", "wrong-name", "timeout")) {
      Dns dns =
          net.hurrying(net.server(HOST, ";!" + trouble + " mail.example.org."), net.server(HOST));

      assertThat(records(dns, "mail.example.org", RecordType.AAAA)).as(trouble).hasSize(1);
    }
  }

  /** RFC 6891, section 7. */
  @Test
  void asksWithoutEdnsWhereAServerDoesNotKnowIt() {
    DnsServer server = net.server(HOST, ";!no-edns mail.example.org.");

    assertThat(records(net.asking(server), "mail.example.org", RecordType.AAAA)).hasSize(1);
    assertThat(server.queries()).isEqualTo(2);
  }

  @Test
  void aFailureOfTheOnlyServerIsNotAskedForTwice() {
    DnsServer server =
        net.server(";!servfail broken.example.org.", ";!refused closed.example.org.");
    Dns dns = net.asking(server);

    assertFails(dns, "broken.example.org", RecordType.AAAA, FailureReason.SERVER_FAILURE);
    assertFails(dns, "closed.example.org", RecordType.AAAA, FailureReason.REFUSED);
    assertThat(server.queries()).isEqualTo(2);
  }

  @Test
  void aDeadFirstServerCostsOnlyTheFirstLookupATimeout() {
    DnsServer dead = net.server(";!timeout mail.example.org.", ";!timeout www.example.org.");
    Dns dns = net.hurrying(dead, net.server(HOST, "www.example.org. AAAA 2001:db8::80"));

    assertThat(records(dns, "mail.example.org", RecordType.AAAA)).hasSize(1);
    assertThat(records(dns, "www.example.org", RecordType.AAAA)).hasSize(1);
    assertThat(dead.queries()).isEqualTo(1);
  }

  /** Resolvers keep silent for as long as a zone's own servers do. */
  @Test
  void aZoneThatNeverAnswersLeadsNobodyToADeadServer() {
    DnsServer sound = net.server(HOST, ";!timeout silent.example.org.");
    DnsServer dead = net.server(";!timeout silent.example.org.", ";!timeout mail.example.org.");
    Dns dns = net.hurrying(sound, dead);

    assertFails(dns, "silent.example.org", RecordType.AAAA, FailureReason.TIMEOUT);
    long queries = dead.queries();
    assertThat(records(dns, "mail.example.org", RecordType.AAAA)).hasSize(1);
    assertThat(dead.queries()).isEqualTo(queries);
  }

  @Test
  void ofMoreServersThanTriesEachHasItsTurnUntilOneAnswers() {
    DnsServer dead = net.server(";!timeout mail.example.org.");
    DnsServer deadToo = net.server(";!timeout mail.example.org.");
    Dns dns = net.open(settings(addresses(dead, deadToo, net.server(HOST)), SHORT, 1, AMPLE));

    assertFails(dns, "mail.example.org", RecordType.AAAA, FailureReason.TIMEOUT);
    assertFails(dns, "mail.example.org", RecordType.AAAA, FailureReason.TIMEOUT);
    assertThat(records(dns, "mail.example.org", RecordType.AAAA)).hasSize(1);
  }

  @Test
  void aPortWhereNobodyListensIsUnreachable() {
    InetSocketAddress address;
    try (DnsServer gone = DnsServer.onLoopback(Zone.parse(""))) {
      address = gone.address();
    }

    assertFails(
        net.open(settings(List.of(address), AMPLE, 3, AMPLE)),
        "mail.example.org",
        RecordType.AAAA,
        FailureReason.UNREACHABLE);
  }

  @Test
  void givesUpAfterItsTries() {
    DnsServer silent = net.server(";!timeout silent.example.org.");

    assertFails(net.hurrying(silent), "silent.example.org", RecordType.AAAA, FailureReason.TIMEOUT);
    assertThat(silent.queries()).isEqualTo(3);
  }

  @Test
  void givesUpAtTheDeadlineThoughTriesAreLeft() {
    DnsServer silent = net.server(";!timeout silent.example.org.");
    Duration deadline = SHORT.multipliedBy(2).minusMillis(100);
    Dns dns = net.open(settings(addresses(silent), SHORT, 100, deadline));
    long start = System.nanoTime();

    assertFails(dns, "silent.example.org", RecordType.AAAA, FailureReason.TIMEOUT);
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    assertThat(taken).isBetween(deadline, deadline.plusSeconds(2));
    assertThat(silent.queries()).isLessThanOrEqualTo(2);
  }
}
