package org.gate64.evidence.fcrdns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gate64.dns.Dns;
import org.gate64.dns.dnsjava.LoopbackDns;
import org.gate64.fixtures.dns.DnsServer;
import org.gate64.fixtures.dns.Link;
import org.gate64.fixtures.dns.Zone;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The check while the way to the resolvers is bad: it may take longer, but is never wrong. */
@Timeout(120)
class FcrdnsBadLinkTest {

  private static final int CLIENTS = 200;
  private static final int LANES = 25;
  private static final ClientAddress CLIENT = client(0);
  private static final String HOST = "mail0.example. AAAA " + CLIENT;
  private static final String POINTER = CLIENT.reverseName() + ". PTR mail0.example.";

  private final LoopbackDns net = new LoopbackDns();

  @AfterEach
  void close() {
    net.close();
  }

  /**
   * Each lane has a resolver of its own and asks it one thing after the other, so that no lookup
   * loses more than one of its three tries, however the machine's threads run.
   */
  @Test
  void everyThirdPacketLostChangesNoResult() {
    String[] zone =
        IntStream.range(0, CLIENTS)
            .boxed()
            .flatMap(FcrdnsBadLinkTest::linesOf)
            .toArray(String[]::new);
    Map<Integer, FcrdnsResult> results = new ConcurrentHashMap<>();
    List<DnsServer> servers =
        Stream.generate(() -> net.server(Link.LOSING_EVERY_THIRD_DATAGRAM, zone))
            .limit(LANES)
            .toList();
    CompletableFuture<?>[] lanes =
        IntStream.range(0, LANES)
            .mapToObj(lane -> runLane(lane, net.hurrying(servers.get(lane)), results))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(lanes).orTimeout(100, TimeUnit.SECONDS).join();

    assertThat(results).hasSize(CLIENTS);
    assertThat(results)
        .allSatisfy((i, result) -> assertThat(result).as("client " + i).isEqualTo(expected(i)));
    assertThat(servers.stream().mapToLong(DnsServer::queries).sum())
        .as("every second of 350 lookups had to be asked for again")
        .isGreaterThanOrEqualTo(500);
  }

  @Test
  void manyAtOnceOverSuchALinkMayFailButAreNeverJudgedWrongly() {
    String[] zone =
        IntStream.range(0, CLIENTS)
            .boxed()
            .flatMap(FcrdnsBadLinkTest::linesOf)
            .toArray(String[]::new);
    FcrdnsCheck check =
        new FcrdnsCheck(net.hurrying(net.server(Link.LOSING_EVERY_THIRD_DATAGRAM, zone)));
    List<CompletableFuture<FcrdnsResult>> results =
        IntStream.range(0, CLIENTS).mapToObj(i -> check.check(client(i))).toList();

    for (int i = 0; i < CLIENTS; i++) {
      FcrdnsResult result = results.get(i).orTimeout(60, TimeUnit.SECONDS).join();
      if (!(result instanceof FcrdnsResult.Unavailable)) {
        assertThat(result).as("client " + i).isEqualTo(expected(i));
      }
    }
    assertThat(results)
        .filteredOn(result -> result.join() instanceof FcrdnsResult.Confirmed)
        .hasSizeGreaterThan(CLIENTS / 8);
  }

  @Test
  void aFirstResolverThatNeverAnswersChangesNoResult() throws IOException {
    try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Dns dns =
          net.hurrying(
              (InetSocketAddress) silent.getLocalSocketAddress(),
              net.server(POINTER, HOST).address());

      assertThat(check(dns)).isEqualTo(expected(0));
    }
  }

  @Test
  void aFirstResolverThatDoesNotRunChangesNoResult() {
    InetSocketAddress dead;
    try (DnsServer gone = DnsServer.onLoopback(Zone.parse(""))) {
      dead = gone.address();
    }

    assertThat(check(net.hurrying(dead, net.server(POINTER, HOST).address())))
        .isEqualTo(expected(0));
  }

  @Test
  void pointersThatOnlyTcpCouldCarryAreUnavailableWithoutIt() {
    String[] zone =
        IntStream.range(0, 100)
            .mapToObj(i -> CLIENT.reverseName() + ". PTR h" + i + ".example.org.")
            .toArray(String[]::new);

    assertThat(check(net.asking(net.server(Link.WITHOUT_TCP, zone))))
        .isEqualTo(
            new FcrdnsResult.Unavailable(
                "PTR " + CLIENT.reverseName() + ": the server could not be reached"));
  }

  @Test
  void addressesThatOnlyTcpCouldCarryAreUnavailableWithoutIt() {
    Stream<String> addresses =
        IntStream.range(0, 100)
            .mapToObj(i -> "mail0.example. AAAA 2001:db8::" + Integer.toHexString(i));
    String[] zone = Stream.concat(Stream.of(POINTER), addresses).toArray(String[]::new);

    assertThat(check(net.asking(net.server(Link.WITHOUT_TCP, zone))))
        .isEqualTo(
            new FcrdnsResult.Unavailable("AAAA mail0.example: the server could not be reached"));
  }

  private static CompletableFuture<?> runLane(
      int lane, Dns dns, Map<Integer, FcrdnsResult> results) {
    FcrdnsCheck check = new FcrdnsCheck(dns);
    CompletableFuture<?> done = CompletableFuture.completedFuture(results);
    for (int i = lane; i < CLIENTS; i += LANES) {
      int number = i;
      done =
          done.thenCompose(unused -> check.check(client(number)))
              .thenAccept(result -> results.put(number, result));
    }
    return done;
  }

  private static FcrdnsResult check(Dns dns) {
    return new FcrdnsCheck(dns).check(CLIENT).orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static ClientAddress client(int number) {
    return ClientAddress.parse("2001:db8:64:" + Integer.toHexString(number) + "::25").orElseThrow();
  }

  /** Clients of every sort, in turn. */
  private static Stream<String> linesOf(int number) {
    String pointer = client(number).reverseName() + ". PTR mail" + number + ".example.";
    String host = "mail" + number + ".example. AAAA ";
    return switch (number % 4) {
      case 0 -> Stream.of(pointer, host + client(number));
      case 1 -> Stream.of(pointer, host + "2001:db8::bad");
      case 2 -> Stream.of();
      default -> Stream.of(pointer, ";!servfail mail" + number + ".example.");
    };
  }

  private static FcrdnsResult expected(int number) {
    DomainName name = DomainName.parse("mail" + number + ".example").orElseThrow();
    return switch (number % 4) {
      case 0 -> new FcrdnsResult.Confirmed(name);
      case 1 -> new FcrdnsResult.Unconfirmed(List.of(name));
      case 2 -> new FcrdnsResult.NoPointer();
      default -> new FcrdnsResult.Unavailable("AAAA " + name + ": the server failed");
    };
  }
}
