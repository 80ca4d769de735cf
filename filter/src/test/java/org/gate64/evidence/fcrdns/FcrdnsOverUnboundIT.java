package org.gate64.evidence.fcrdns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gate64.dns.dnsjava.LoopbackDns;
import org.gate64.fixtures.dns.DnsServer;
import org.gate64.fixtures.dns.Zone;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The check with a real resolver between it and the zones. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FcrdnsOverUnboundIT {

  private static final String GOOD = "2001:db8::25";
  private static final String STRANGER = "2001:db8::26";
  private static final String NOBODY = "2001:db8::27";
  private static final String OTHER_RECORDS = "2001:db8::28";
  private static final String ABOVE_OTHERS = "2001:db8::29";
  private static final String BROKEN_REVERSE = "2001:db8::30";
  private static final String BROKEN_FORWARD = "2001:db8::31";
  private static final String DELEGATED = "192.0.2.25";
  private static final String LOOP = "2001:db8::32";
  private static final String LOOP_BEYOND = "2001:db8::33";
  private static final String MANY_NAMES = "2001:db8::34";
  private static final String ODD_NAMES = "2001:db8::35";

  private final LoopbackDns net = new LoopbackDns();
  private DnsServer zones;
  private Unbound unbound;
  private FcrdnsCheck check;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    zones = DnsServer.onLoopback(Zone.parse(String.join("\n", zone()) + "\n"));
    unbound = Unbound.start(directory, zones.address());
    check = new FcrdnsCheck(net.asking(unbound.address()));
  }

  @AfterAll
  void stop() {
    net.close();
    unbound.close();
    zones.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void judges(String situation, String client, FcrdnsResult expected) {
    assertThat(check.check(address(client)).orTimeout(60, TimeUnit.SECONDS).join())
        .isEqualTo(expected);
  }

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of("confirmed", GOOD, confirmed("mail.example.org")),
        Arguments.of("another's name", STRANGER, unconfirmed("mail.example.org")),
        Arguments.of("no such name", NOBODY, new FcrdnsResult.NoPointer()),
        Arguments.of("a name without PTR", OTHER_RECORDS, new FcrdnsResult.NoPointer()),
        Arguments.of(
            "an empty non-terminal of ip6.arpa", ABOVE_OTHERS, new FcrdnsResult.NoPointer()),
        Arguments.of("SERVFAIL", BROKEN_REVERSE, unavailable("PTR " + reverse(BROKEN_REVERSE))),
        Arguments.of(
            "SERVFAIL at the second step, after a name that does not confirm",
            BROKEN_FORWARD,
            unavailable("AAAA broken.example.org")),
        Arguments.of(
            "a reverse zone delegated with CNAMEs (RFC 2317)",
            DELEGATED,
            confirmed("mail.example.org")),
        Arguments.of("a loop of CNAMEs", LOOP, unavailable("PTR " + reverse(LOOP))),
        Arguments.of(
            "a loop of CNAMEs at the second step",
            LOOP_BEYOND,
            unavailable("AAAA loop.example.org")),
        Arguments.of(
            "names that are none of a host", ODD_NAMES, new FcrdnsResult.Unconfirmed(List.of())));
  }

  /** Unbound hands records out in an order that changes, so which ten are tried does too. */
  @Test
  void looksAtTenOfAHundredNamesThatComeOverTcp() {
    FcrdnsResult result = check.check(address(MANY_NAMES)).orTimeout(60, TimeUnit.SECONDS).join();

    assertThat(result)
        .isInstanceOfSatisfying(
            FcrdnsResult.Unconfirmed.class,
            unconfirmed ->
                assertThat(unconfirmed.names())
                    .hasSize(10)
                    .allMatch(name -> name.toString().startsWith("many")));
  }

  private static List<String> zone() {
    Stream<String> lines =
        Stream.of(
            "mail.example.org. AAAA " + GOOD,
            "mail.example.org. A " + DELEGATED,
            reverse(GOOD) + ". PTR mail.example.org.",
            reverse(STRANGER) + ". PTR mail.example.org.",
            reverse(OTHER_RECORDS) + ". TXT nothing",
            "below." + reverse(ABOVE_OTHERS) + ". PTR mail.example.org.",
            ";!servfail " + reverse(BROKEN_REVERSE) + ".",
            reverse(BROKEN_FORWARD) + ". PTR mail.example.org.",
            reverse(BROKEN_FORWARD) + ". PTR broken.example.org.",
            ";!servfail broken.example.org.",
            reverse(DELEGATED) + ". CNAME 25.0/26.2.0.192.in-addr.arpa.",
            "25.0/26.2.0.192.in-addr.arpa. PTR mail.example.org.",
            reverse(LOOP) + ". CNAME round.example.org.",
            "round.example.org. CNAME " + reverse(LOOP) + ".",
            reverse(LOOP_BEYOND) + ". PTR loop.example.org.",
            "loop.example.org. CNAME pool.example.org.",
            "pool.example.org. CNAME loop.example.org.",
            reverse(ODD_NAMES) + ". PTR localhost.",
            reverse(ODD_NAMES) + ". PTR mail\\000.example.org.",
            reverse(ODD_NAMES) + ". PTR mail\\.example.org.");
    Stream<String> manyNames =
        IntStream.range(0, 100).mapToObj(i -> reverse(MANY_NAMES) + ". PTR " + many(i) + ".");
    return Stream.concat(lines, manyNames).toList();
  }

  private static String many(int number) {
    return "many" + number + ".example.org";
  }

  private static String reverse(String address) {
    return address(address).reverseName().toString();
  }

  private static ClientAddress address(String text) {
    return ClientAddress.parse(text).orElseThrow();
  }

  private static FcrdnsResult confirmed(String name) {
    return new FcrdnsResult.Confirmed(DomainName.parse(name).orElseThrow());
  }

  private static FcrdnsResult unconfirmed(String... names) {
    return new FcrdnsResult.Unconfirmed(
        Stream.of(names).map(name -> DomainName.parse(name).orElseThrow()).toList());
  }

  /** Unbound answers SERVFAIL to whatever it cannot find out. */
  private static FcrdnsResult unavailable(String question) {
    return new FcrdnsResult.Unavailable(question + ": the server failed");
  }
}
