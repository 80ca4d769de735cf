package org.gate64.dns.dnsjava;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gate64.dns.BoundedDns;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.DnsRecord;
import org.gate64.dns.DnsSettings;
import org.gate64.dns.RecordType;
import org.gate64.fixtures.dns.DnsServer;
import org.gate64.fixtures.dns.Zone;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DnsjavaDnsTest {

  private static final String LOOKUP_THREAD = "lookup-thread";
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration AMPLE = Duration.ofSeconds(10);
  private static final String HOST = "mail.example.org. AAAA 2001:db8::25";

  private final ExecutorService executor =
      Executors.newFixedThreadPool(2, task -> new Thread(task, LOOKUP_THREAD));
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    executor.shutdownNow();
  }

  @Test
  void findsRecordsOfEveryType() {
    Dns dns =
        asking(
            server(
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
    Dns dns = asking(server("example.org. 60 MX 10 mail.example.org."));

    assertThat(ask(dns, "example.org", RecordType.MX))
        .isInstanceOfSatisfying(
            DnsAnswer.Found.class,
            found -> assertThat(found.timeToLive()).isEqualTo(Duration.ofMinutes(1)));
  }

  @Test
  void tellsNoSuchNameFromNoSuchRecord() {
    Dns dns = asking(server(HOST));

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
        asking(
            server(
                "25.2.0.192.in-addr.arpa. PTR a\\.b.example.org.",
                "25.2.0.192.in-addr.arpa. PTR a\\032b.example.org.",
                "25.2.0.192.in-addr.arpa. PTR a\\(b.example.org."));

    assertThat(records(dns, "25.2.0.192.in-addr.arpa", RecordType.PTR))
        .containsExactly(new DnsRecord.Pointer(name("a(b.example.org")));
  }

  @Test
  void followsAliases() {
    Dns dns =
        asking(
            server(
                HOST,
                "a.example.org. 30 CNAME b.example.org.",
                "b.example.org. CNAME Mail.Example.org.",
                "astray.example.org. CNAME nowhere.example.org."));

    assertThat(ask(dns, "a.example.org", RecordType.AAAA))
        .isEqualTo(
            new DnsAnswer.Found(
                List.of(new DnsRecord.Address(address("2001:db8::25"))), Duration.ofSeconds(30)));
    assertThat(ask(dns, "astray.example.org", RecordType.AAAA))
        .isEqualTo(new DnsAnswer.None(false, Duration.ofMinutes(5)));
  }

  @Test
  void asksForTheTargetWhereAServerGivesTheAliasAlone() {
    DnsServer server =
        server(HOST, "lazy.example.org. CNAME mail.example.org.", ";!alias-only lazy.example.org.");

    assertThat(records(asking(server), "lazy.example.org", RecordType.AAAA)).hasSize(1);
    assertThat(server.queries()).isEqualTo(2);
  }

  @Test
  void aLoopOfAliasesIsMalformed() {
    Dns dns =
        asking(
            server("a.example.org. CNAME b.example.org.", "b.example.org. CNAME a.example.org."));

    assertFails(dns, "a.example.org", RecordType.AAAA, FailureReason.MALFORMED);
  }

  @Test
  void takesHugeAnswersOverTcp() {
    String string = "x".repeat(250);
    Dns dns = asking(server("big.example.org. TXT" + (" \"" + string + '"').repeat(16)));

    assertThat(records(dns, "big.example.org", RecordType.TXT))
        .containsExactly(new DnsRecord.Text(string.repeat(16)));
  }

  @Test
  void aTruncatedAnswerThatTcpDoesNotCompleteIsATimeout() {
    String strings = (" \"" + "x".repeat(250) + '"').repeat(8);
    Dns dns = hurrying(server("big.example.org. TXT" + strings, ";!no-tcp big.example.org."));

    assertFails(dns, "big.example.org", RecordType.TXT, FailureReason.TIMEOUT);
  }

  @Test
  void asksAgainWhenAPacketIsLost() {
    Dns dns = hurrying(server(HOST, ";!drop-first mail.example.org."));

    assertThat(records(dns, "mail.example.org", RecordType.AAAA)).hasSize(1);
  }

  @Test
  void passesOverAnAnswerWithAnotherId() {
    DnsServer server = server(HOST, ";!wrong-id mail.example.org.");

    assertThat(records(asking(server), "mail.example.org", RecordType.AAAA)).hasSize(1);
    assertThat(server.queries()).isEqualTo(1);
  }

  @Test
  void anAnswerForAnotherNameIsMalformed() {
    Dns dns = asking(server(HOST, ";!wrong-name mail.example.org."));

    assertFails(dns, "mail.example.org", RecordType.AAAA, FailureReason.MALFORMED);
  }

  @Test
  void asksTheNextServerWhenOneFailsRefusesOrIsConfused() {
    for (String trouble : List.of("servfail", "refused", "wrong-name", "timeout")) {
      Dns dns = hurrying(server(HOST, ";!" + trouble + " mail.example.org."), server(HOST));

      assertThat(records(dns, "mail.example.org", RecordType.AAAA)).as(trouble).hasSize(1);
    }
  }

  @Test
  void aFailureOfTheOnlyServerIsNotAskedForTwice() {
    DnsServer server = server(";!servfail broken.example.org.", ";!refused closed.example.org.");
    Dns dns = asking(server);

    assertFails(dns, "broken.example.org", RecordType.AAAA, FailureReason.SERVER_FAILURE);
    assertFails(dns, "closed.example.org", RecordType.AAAA, FailureReason.REFUSED);
    assertThat(server.queries()).isEqualTo(2);
  }

  @Test
  void aDeadFirstServerCostsOnlyTheFirstLookupATimeout() {
    DnsServer dead = server(";!timeout mail.example.org.", ";!timeout www.example.org.");
    Dns dns = hurrying(dead, server(HOST, "www.example.org. AAAA 2001:db8::80"));

    assertThat(records(dns, "mail.example.org", RecordType.AAAA)).hasSize(1);
    assertThat(records(dns, "www.example.org", RecordType.AAAA)).hasSize(1);
    assertThat(dead.queries()).isEqualTo(1);
  }

  @Test
  void aPortWhereNobodyListensIsUnreachable() {
    InetSocketAddress address;
    try (DnsServer gone = DnsServer.onLoopback(Zone.parse(""))) {
      address = gone.address();
    }

    assertFails(
        open(settings(List.of(address), AMPLE, 3, AMPLE)),
        "mail.example.org",
        RecordType.AAAA,
        FailureReason.UNREACHABLE);
  }

  @Test
  void givesUpAfterItsTries() {
    DnsServer silent = server(";!timeout silent.example.org.");

    assertFails(hurrying(silent), "silent.example.org", RecordType.AAAA, FailureReason.TIMEOUT);
    assertThat(silent.queries()).isEqualTo(3);
  }

  @Test
  void givesUpAtTheDeadlineThoughTriesAreLeft() {
    DnsServer silent = server(";!timeout silent.example.org.");
    Duration deadline = SHORT.multipliedBy(2).minusMillis(100);
    Dns dns = open(settings(addresses(silent), SHORT, 100, deadline));
    long start = System.nanoTime();

    assertFails(dns, "silent.example.org", RecordType.AAAA, FailureReason.TIMEOUT);
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    assertThat(taken).isBetween(deadline, deadline.plusSeconds(2));
    assertThat(silent.queries()).isLessThanOrEqualTo(2);
  }

  @Test
  void losesNoneOfTwoThousandAtOnce() {
    List<String> zone = new ArrayList<>();
    IntStream.range(0, 2_000).forEach(i -> zone.add("h" + i + ".example.org. AAAA 2001:db8::" + i));
    DnsServer server = server(zone.toArray(String[]::new));
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    opened.add(timer::shutdownNow);
    Duration whole = Duration.ofSeconds(25);
    DnsSettings patient = settings(addresses(server), whole, 3, whole);
    Dns dns = new BoundedDns(open(patient), patient, timer, System::nanoTime);

    List<CompletableFuture<DnsAnswer>> answers =
        IntStream.range(0, 2_000)
            .mapToObj(i -> dns.lookup(question("h" + i + ".example.org", RecordType.AAAA)))
            .toList();

    assertThat(answers)
        .allSatisfy(
            answer -> assertThat(answer).succeedsWithin(whole).isInstanceOf(DnsAnswer.Found.class));
    assertThat(server.queries()).as("no retries").isEqualTo(2_000);
  }

  @Test
  void continuesOnItsExecutorAndNeverOnTheCommonPool() {
    Dns dns =
        hurrying(
            server(
                HOST,
                "big.example.org. TXT" + (" \"" + "x".repeat(250) + '"').repeat(8),
                ";!drop-first mail.example.org.",
                ";!drop-first big.example.org.",
                ";!timeout silent.example.org."));
    List<CompletableFuture<String>> threads =
        List.of(
            threadOf(dns, "mail.example.org", RecordType.AAAA),
            threadOf(dns, "big.example.org", RecordType.TXT),
            threadOf(dns, "silent.example.org", RecordType.A));

    assertThat(threads)
        .allSatisfy(thread -> assertThat(thread).succeedsWithin(AMPLE).isEqualTo(LOOKUP_THREAD));
  }

  @Test
  void itsThreadBearsTheNameOfTheDaemon() {
    records(asking(server(HOST)), "mail.example.org", RecordType.AAAA);

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .anyMatch(name -> name.startsWith("gate64-dns-wire"));
  }

  private static CompletableFuture<String> threadOf(Dns dns, String name, RecordType type) {
    return dns.lookup(question(name, type)).thenApply(answer -> Thread.currentThread().getName());
  }

  @Test
  void closingEndsLookupsUnderWayAndLaterOnes() {
    DnsjavaDns dns = asking(server(";!timeout silent.example.org."));
    CompletableFuture<DnsAnswer> underWay =
        dns.lookup(question("silent.example.org", RecordType.A));
    dns.close();

    assertThat(underWay).isCompletedWithValueMatching(DnsAnswer.Failure.class::isInstance);
    assertThat(dns.lookup(question("mail.example.org", RecordType.A)))
        .isCompletedWithValueMatching(DnsAnswer.Failure.class::isInstance);
  }

  @Test
  void anExecutorThatIsShutDownIsAFailureToo() {
    Dns dns = asking(server(HOST));
    executor.shutdownNow();

    assertFails(dns, "mail.example.org", RecordType.AAAA, FailureReason.UNREACHABLE);
  }

  private DnsServer server(String... zone) {
    DnsServer server =
        DnsServer.start(
            Zone.parse(String.join("\n", zone) + "\n"), InetAddress.getLoopbackAddress(), 0);
    opened.add(server);
    return server;
  }

  /** For tests where every packet arrives, however slow the machine. */
  private DnsjavaDns asking(DnsServer... servers) {
    return open(settings(addresses(servers), AMPLE, 3, AMPLE));
  }

  /** For tests where packets are lost. */
  private DnsjavaDns hurrying(DnsServer... servers) {
    return open(settings(addresses(servers), SHORT, 3, AMPLE));
  }

  private static List<InetSocketAddress> addresses(DnsServer... servers) {
    return Stream.of(servers).map(DnsServer::address).toList();
  }

  private DnsjavaDns open(DnsSettings settings) {
    DnsjavaDns dns = new DnsjavaDns(settings, executor);
    opened.add(dns);
    return dns;
  }

  private static DnsSettings settings(
      List<InetSocketAddress> servers, Duration timeout, int attempts, Duration deadline) {
    DnsSettings defaults = DnsSettings.defaults();
    return new DnsSettings(
        servers,
        timeout,
        deadline,
        attempts,
        defaults.maxInFlight(),
        defaults.cacheEntries(),
        defaults.minTtl(),
        defaults.maxTtl(),
        defaults.maxNegativeTtl(),
        defaults.failureTtl());
  }

  private static DnsAnswer ask(Dns dns, String name, RecordType type) {
    return dns.lookup(question(name, type)).orTimeout(AMPLE.toSeconds(), TimeUnit.SECONDS).join();
  }

  private static List<DnsRecord> records(Dns dns, String name, RecordType type) {
    DnsAnswer answer = ask(dns, name, type);
    assertThat(answer).isInstanceOf(DnsAnswer.Found.class);
    return ((DnsAnswer.Found) answer).records();
  }

  private static void assertFails(Dns dns, String name, RecordType type, FailureReason reason) {
    assertThat(ask(dns, name, type))
        .isInstanceOfSatisfying(
            DnsAnswer.Failure.class, failure -> assertThat(failure.reason()).isEqualTo(reason));
  }

  private static DnsQuestion question(String name, RecordType type) {
    return new DnsQuestion(name(name), type);
  }

  private static DomainName name(String text) {
    return DomainName.parse(text).orElseThrow();
  }

  private static ClientAddress address(String text) {
    return ClientAddress.parse(text).orElseThrow();
  }
}
