package org.gate64.evidence.fcrdns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gate64.dns.dnsjava.LoopbackDns;
import org.gate64.fixtures.dns.DnsServer;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that are odd, long or many, asked for over the wire. */
@Timeout(60)
class FcrdnsHostileNamesTest {

  private static final ClientAddress CLIENT = ClientAddress.parse("2001:db8::25").orElseThrow();
  private static final String REVERSE = CLIENT.reverseName() + ". ";

  private final LoopbackDns net = new LoopbackDns();

  @AfterEach
  void close() {
    net.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost.",
        "10.0.0.1.",
        "[10.0.0.1].example.org.",
        "*.example.org.",
        "mail\\000.example.org.",
        "mail\\.org.example.",
        "mail\\\\.example.org.",
        "mail\\013\\010.example.org.",
        "mail\\032server.example.org.",
        "\\<script\\>.example.org.",
        "m\\228il.example.org."
      })
  void asksForNothingThatIsNoNameOfAHost(String pointer) {
    DnsServer server = net.server(REVERSE + "PTR " + pointer);

    assertThat(check(server)).isEqualTo(new FcrdnsResult.Unconfirmed(List.of()));
    assertThat(server.queries()).isEqualTo(1);
  }

  /** 255 octets (RFC 1035, section 3.1). */
  @Test
  void confirmsTheLongestName() {
    String longest = ("a".repeat(63) + ".").repeat(3) + "b".repeat(61);
    DnsServer server =
        net.server(REVERSE + "PTR " + longest + ".", longest + ". AAAA 2001:db8::25");

    assertThat(check(server)).isEqualTo(confirmed(longest));
  }

  @Test
  void looksAtTenOfAHundredNames() {
    DnsServer server =
        net.server(
            IntStream.range(0, 100)
                .mapToObj(i -> REVERSE + "PTR h" + i + ".example.org.")
                .toArray(String[]::new));

    assertThat(check(server))
        .isInstanceOfSatisfying(
            FcrdnsResult.Unconfirmed.class, result -> assertThat(result.names()).hasSize(10));
    assertThat(server.queries()).as("truncated, over TCP, and ten names").isEqualTo(12);
  }

  @Test
  void findsTheClientAmongHundredsOfAddresses() {
    Stream<String> addresses =
        IntStream.rangeClosed(1, 500)
            .mapToObj(
                i -> "mail.example.org. AAAA 2001:db8::" + Integer.toHexString(0x25 + 500 - i));
    DnsServer server =
        net.server(
            Stream.concat(Stream.of(REVERSE + "PTR mail.example.org."), addresses)
                .toArray(String[]::new));

    assertThat(check(server)).isEqualTo(confirmed("mail.example.org"));
  }

  private FcrdnsResult check(DnsServer server) {
    return new FcrdnsCheck(net.asking(server)).check(CLIENT).orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static FcrdnsResult confirmed(String name) {
    return new FcrdnsResult.Confirmed(DomainName.parse(name).orElseThrow());
  }
}
