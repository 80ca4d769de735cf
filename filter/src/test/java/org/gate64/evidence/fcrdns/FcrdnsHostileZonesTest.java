package org.gate64.evidence.fcrdns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gate64.dns.dnsjava.LoopbackDns;
import org.gate64.fixtures.dns.DnsServer;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What others may write into their zones, asked for over the wire. */
@Timeout(60)
class FcrdnsHostileZonesTest {

  private static final ClientAddress IPV6 = address("2001:db8::25");
  private static final ClientAddress IPV4 = address("192.0.2.25");
  private static final ClientAddress SIX_TO_FOUR = address("2002:c000:219::25");
  private static final ClientAddress TEREDO = address("2001:0:c000:201:0:ffff:3fff:fde6");
  private static final String REVERSE = IPV6.reverseName() + ". ";

  private final LoopbackDns net = new LoopbackDns();

  @AfterEach
  void close() {
    net.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"aliases", "absences", "addresses", "failures"})
  void judges(String situation, ClientAddress client, List<String> zone, FcrdnsResult expected) {
    assertThat(check(net.server(zone.toArray(String[]::new)), client)).isEqualTo(expected);
  }

  static Stream<Arguments> aliases() {
    return Stream.of(
        Arguments.of(
            "a chain of aliases before the pointer",
            IPV6,
            List.of(
                REVERSE + "CNAME c1.example.",
                "c1.example. CNAME c2.example.",
                "c2.example. CNAME c3.example.",
                "c3.example. PTR mail.example.org.",
                "mail.example.org. AAAA 2001:db8::25"),
            confirmed("mail.example.org")),
        Arguments.of(
            "aliases of the reverse name that make a loop",
            IPV6,
            List.of(REVERSE + "CNAME loop.example.", "loop.example. CNAME " + REVERSE),
            unavailable("PTR " + IPV6.reverseName() + ": the CNAMEs make a loop, or are too many")),
        Arguments.of(
            "aliases of the name that make a loop",
            IPV6,
            List.of(
                REVERSE + "PTR a.example.",
                "a.example. CNAME b.example.",
                "b.example. CNAME a.example."),
            unavailable("AAAA a.example: the CNAMEs make a loop, or are too many")),
        Arguments.of(
            "an alias to a zone of the client's own that points to somebody else",
            IPV6,
            List.of(
                REVERSE + "CNAME mine.example.",
                "mine.example. PTR mail.bank.example.",
                "mail.bank.example. AAAA 2001:db8:ba::25"),
            unconfirmed("mail.bank.example")));
  }

  static Stream<Arguments> absences() {
    return Stream.of(
        Arguments.of("no such name", IPV6, List.of(), new FcrdnsResult.NoPointer()),
        Arguments.of(
            "the name has other records only",
            IPV6,
            List.of(REVERSE + "TXT nothing"),
            new FcrdnsResult.NoPointer()),
        Arguments.of(
            "the name is an empty non-terminal of ip6.arpa",
            IPV6,
            List.of("below." + REVERSE + "PTR mail.example.org."),
            new FcrdnsResult.NoPointer()),
        Arguments.of(
            "the neighbours in ip6.arpa have names",
            IPV6,
            List.of(
                address("2001:db8::24").reverseName() + ". PTR mail.example.org.",
                "mail.example.org. AAAA 2001:db8::25"),
            new FcrdnsResult.NoPointer()),
        Arguments.of(
            "the root is no name of a host",
            IPV6,
            List.of(REVERSE + "PTR ."),
            new FcrdnsResult.Unconfirmed(List.of())),
        Arguments.of(
            "the reverse name points to itself",
            IPV6,
            List.of(REVERSE + "PTR " + REVERSE),
            unconfirmed(IPV6.reverseName().toString())));
  }

  static Stream<Arguments> addresses() {
    return Stream.of(
        Arguments.of(
            "a Teredo address has a name like any other",
            TEREDO,
            List.of(
                TEREDO.reverseName() + ". PTR teredo.example.org.",
                "teredo.example.org. AAAA " + TEREDO),
            confirmed("teredo.example.org")),
        Arguments.of(
            "the name of the IPv4 address inside is none of a Teredo address",
            TEREDO,
            List.of(IPV4.reverseName() + ". PTR mail.example.org.", "mail.example.org. A " + IPV4),
            new FcrdnsResult.NoPointer()),
        Arguments.of(
            "nor of a 6to4 address",
            SIX_TO_FOUR,
            List.of(IPV4.reverseName() + ". PTR mail.example.org.", "mail.example.org. A " + IPV4),
            new FcrdnsResult.NoPointer()),
        Arguments.of(
            "an IPv4 address in an IPv6 record confirms no IPv6 client",
            SIX_TO_FOUR,
            List.of(
                SIX_TO_FOUR.reverseName() + ". PTR mapped.example.org.",
                "mapped.example.org. AAAA ::ffff:192.0.2.25"),
            unconfirmed("mapped.example.org")),
        Arguments.of(
            "and no IPv4 client either",
            IPV4,
            List.of(
                IPV4.reverseName() + ". PTR mapped.example.org.",
                "mapped.example.org. AAAA ::ffff:192.0.2.25"),
            unconfirmed("mapped.example.org")),
        Arguments.of(
            "names of our own network are only names",
            IPV6,
            List.of(
                REVERSE + "PTR localhost.localdomain.",
                REVERSE + "PTR db.internal.",
                "localhost.localdomain. AAAA ::1",
                "db.internal. AAAA fd00::1"),
            unconfirmed("localhost.localdomain", "db.internal")));
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            "SERVFAIL after a name that does not confirm",
            IPV6,
            List.of(
                REVERSE + "PTR stranger.example.org.",
                REVERSE + "PTR mail.example.org.",
                "stranger.example.org. AAAA 2001:db8::bad",
                ";!servfail mail.example.org."),
            unavailable("AAAA mail.example.org: the server failed")),
        Arguments.of(
            "SERVFAIL at the end of an alias",
            IPV6,
            List.of(REVERSE + "CNAME broken.example.", ";!servfail broken.example."),
            unavailable("PTR " + IPV6.reverseName() + ": the server failed")),
        Arguments.of(
            "a PTR answer for another name",
            IPV6,
            List.of(REVERSE + "PTR mail.example.org.", ";!wrong-name " + REVERSE),
            unavailable("PTR " + IPV6.reverseName() + ": the answer is for another name")),
        Arguments.of(
            "an address for another name",
            IPV6,
            List.of(
                REVERSE + "PTR mail.example.org.",
                "mail.example.org. AAAA 2001:db8::25",
                ";!wrong-name mail.example.org."),
            unavailable("AAAA mail.example.org: the answer is for another name")));
  }

  private FcrdnsResult check(DnsServer server, ClientAddress client) {
    return new FcrdnsCheck(net.asking(server)).check(client).orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static FcrdnsResult confirmed(String name) {
    return new FcrdnsResult.Confirmed(name(name));
  }

  private static FcrdnsResult unconfirmed(String... names) {
    return new FcrdnsResult.Unconfirmed(
        Stream.of(names).map(FcrdnsHostileZonesTest::name).toList());
  }

  private static FcrdnsResult unavailable(String detail) {
    return new FcrdnsResult.Unavailable(detail);
  }

  private static DomainName name(String text) {
    return DomainName.parse(text).orElseThrow();
  }

  private static ClientAddress address(String text) {
    return ClientAddress.parse(text).orElseThrow();
  }
}
