package org.gate64.dns.dnsjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.dns.dnsjava.LoopbackDns.address;
import static org.gate64.dns.dnsjava.LoopbackDns.ask;
import static org.gate64.dns.dnsjava.LoopbackDns.assertFails;
import static org.gate64.dns.dnsjava.LoopbackDns.name;
import static org.gate64.dns.dnsjava.LoopbackDns.records;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.gate64.dns.DnsRecord;
import org.gate64.dns.RecordType;
import org.gate64.fixtures.dns.DnsServer;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is made of the answers of servers. */
@Timeout(60)
class DnsjavaDnsTest {

  private static final String HOST = "mail.example.org. AAAA 2001:db8::25";

  private final LoopbackDns net = new LoopbackDns();

  @AfterEach
  void close() {
    net.close();
  }

  @Test
  void findsRecordsOfEveryType() {
    Dns dns =
        net.asking(
            net.server(
                HOST,
                "mail.example.org. A 192.0.2.25",
                "example.org. 60 MX 10 mail.example.org.",
                "none.example.org. MX 0 .",
                "25.2.0.192.in-addr.arpa. PTR mail.example.org.",
                "example.org. TXT \"v=spf1 \" \"-all \\228\""));

    assertThat(records(dns, "mail.example.org", RecordType.AAAA))
        .containsExactly(new DnsRecord.Address(address("2001:db8::25")));
    assertThat(records(dns, "mail.example.org", RecordType.A))
        .containsExactly(new DnsRecord.Address(address("192.0.2.25")));
    assertThat(records(dns, "example.org", RecordType.MX))
        .containsExactly(new DnsRecord.Exchange(10, name("mail.example.org")));
    assertThat(records(dns, "none.example.org", RecordType.MX))
        .containsExactly(new DnsRecord.Exchange(0, DomainName.ROOT));
    assertThat(records(dns, "25.2.0.192.in-addr.arpa", RecordType.PTR))
        .containsExactly(new DnsRecord.Pointer(name("mail.example.org")));
    assertThat(records(dns, "example.org", RecordType.TXT))
        .containsExactly(new DnsRecord.Text("v=spf1 -all \u00e4"));
  }

  @Test
  void handsOutTheTimeToLive() {
    Dns dns = net.asking(net.server("example.org. 60 MX 10 mail.example.org."));

    assertThat(ask(dns, "example.org", RecordType.MX))
        .isInstanceOfSatisfying(
            DnsAnswer.Found.class,
            found -> assertThat(found.timeToLive()).isEqualTo(Duration.ofMinutes(1)));
  }

  @Test
  void tellsNoSuchNameFromNoSuchRecord() {
    Dns dns = net.asking(net.server(HOST));

    assertThat(ask(dns, "nowhere.example.org", RecordType.A))
        .isEqualTo(new DnsAnswer.None(false, Duration.ofMinutes(5)));
    assertThat(ask(dns, "mail.example.org", RecordType.A))
        .isEqualTo(new DnsAnswer.None(true, Duration.ofMinutes(5)));
    assertThat(ask(dns, "example.org", RecordType.A))
        .isEqualTo(new DnsAnswer.None(true, Duration.ofMinutes(5)));
  }

  @Test
  void leavesOutNamesThatMakeNoSense() {
    Dns dns =
        net.asking(
            net.server(
                "25.2.0.192.in-addr.arpa. PTR a\\.b.example.org.",
                "25.2.0.192.in-addr.arpa. PTR a\\032b.example.org.",
                "25.2.0.192.in-addr.arpa. PTR a\\(b.example.org."));

    assertThat(records(dns, "25.2.0.192.in-addr.arpa", RecordType.PTR))
        .containsExactly(new DnsRecord.Pointer(name("a(b.example.org")));
  }

  @Test
  void followsAliases() {
    Dns dns =
        net.asking(
            net.server(
                HOST,
                "a.example.org. 30 CNAME b.example.org.",
                "b.example.org. CNAME Mail.Example.org.",
                "astray.example.org. CNAME nowhere.example.org."));

    assertThat(ask(dns, "a.example.org", RecordType.AAAA))
        .isEqualTo(
            new DnsAnswer.Found(
                List.of(new DnsRecord.Address(address("2001:db8::25"))), Duration.ofSeconds(30)));
    assertThat(ask(dns, "astray.example.org", RecordType.AAAA))
        .isEqualTo(new DnsAnswer.None(true, Duration.ofMinutes(5)));
  }

  @Test
  void asksForTheTargetWhereAServerGivesTheAliasAlone() {
    DnsServer server =
        net.server(
            HOST, "lazy.example.org. CNAME mail.example.org.", ";!alias-only lazy.example.org.");

    assertThat(records(net.asking(server), "lazy.example.org", RecordType.AAAA)).hasSize(1);
    assertThat(server.queries()).isEqualTo(2);
  }

  @Test
  void aLoopOfAliasesIsMalformed() {
    Dns dns =
        net.asking(
            net.server(
                "a.example.org. CNAME b.example.org.", "b.example.org. CNAME a.example.org."));

    assertFails(dns, "a.example.org", RecordType.AAAA, FailureReason.MALFORMED);
  }

  @Test
  void anAliasOfItselfIsALoopToo() {
    Dns dns = net.asking(net.server("a.example.org. CNAME a.example.org."));

    assertFails(dns, "a.example.org", RecordType.AAAA, FailureReason.MALFORMED);
  }

  @Test
  void leavesOutNamesWithBytesThatNoNameOfOursHolds() {
    Dns dns =
        net.asking(
            net.server(
                "25.2.0.192.in-addr.arpa. PTR mail\\000.example.org.",
                "25.2.0.192.in-addr.arpa. PTR mail\\\\.example.org.",
                "25.2.0.192.in-addr.arpa. PTR mail\\010.example.org.",
                "25.2.0.192.in-addr.arpa. PTR mail\\228.example.org."));

    assertThat(records(dns, "25.2.0.192.in-addr.arpa", RecordType.PTR)).isEmpty();
  }

  /** 255 octets on the wire (RFC 1035, section 3.1), 253 characters without the final dot. */
  @Test
  void takesTheLongestName() {
    String longest = ("a".repeat(63) + ".").repeat(3) + "b".repeat(61);
    Dns dns = net.asking(net.server("25.2.0.192.in-addr.arpa. PTR " + longest + "."));

    assertThat(records(dns, "25.2.0.192.in-addr.arpa", RecordType.PTR))
        .containsExactly(new DnsRecord.Pointer(name(longest)));
  }

  @Test
  void anIpv4AddressInAnIpv6RecordIsAnIpv4Address() {
    Dns dns = net.asking(net.server("mapped.example.org. AAAA ::ffff:192.0.2.25"));

    assertThat(records(dns, "mapped.example.org", RecordType.AAAA))
        .containsExactly(new DnsRecord.Address(address("192.0.2.25")));
  }

  @Test
  void takesHundredsOfAddressesAndRefusesThousandsRatherThanCutSomeOff() {
    Dns dns =
        net.asking(
            net.server(
                Stream.concat(addresses("many", 512), addresses("hostile", 2_000))
                    .toArray(String[]::new)));

    assertThat(records(dns, "many.example.org", RecordType.AAAA))
        .hasSize(512)
        .contains(new DnsRecord.Address(address("2001:db8::1ff")));
    assertFails(dns, "hostile.example.org", RecordType.AAAA, FailureReason.MALFORMED);
  }

  private static Stream<String> addresses(String host, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> host + ".example.org. AAAA 2001:db8::" + Integer.toHexString(i));
  }

  @Test
  void takesHugeAnswersOverTcp() {
    String string = "x".repeat(250);
    Dns dns = net.asking(net.server("big.example.org. TXT" + (" \"" + string + '"').repeat(16)));

    assertThat(records(dns, "big.example.org", RecordType.TXT))
        .containsExactly(new DnsRecord.Text(string.repeat(16)));
  }
}
