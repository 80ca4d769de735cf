package org.gate64.dns.dnsjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.dns.dnsjava.LoopbackDns.AMPLE;
import static org.gate64.dns.dnsjava.LoopbackDns.LOOKUP_THREAD;
import static org.gate64.dns.dnsjava.LoopbackDns.addresses;
import static org.gate64.dns.dnsjava.LoopbackDns.assertFails;
import static org.gate64.dns.dnsjava.LoopbackDns.question;
import static org.gate64.dns.dnsjava.LoopbackDns.records;
import static org.gate64.dns.dnsjava.LoopbackDns.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.gate64.dns.BoundedDns;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.gate64.dns.DnsSettings;
import org.gate64.dns.Payers;
import org.gate64.dns.RecordType;
import org.gate64.dns.SharedDns;
import org.gate64.fixtures.dns.DnsServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Its threads, its end, and many lookups at once. */
@Timeout(60)
class DnsjavaDnsUseTest {

  private static final String HOST = "mail.example.org. AAAA 2001:db8::25";

  private final LoopbackDns net = new LoopbackDns();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void close() {
    timer.shutdownNow();
    net.close();
  }

  @Test
  void losesNoneOfTwoThousandAtOnce() {
    List<String> zone = new ArrayList<>();
    IntStream.range(0, 2_000).forEach(i -> zone.add("h" + i + ".example.org. AAAA 2001:db8::" + i));
    DnsServer server = net.server(zone.toArray(String[]::new));
    Duration whole = Duration.ofSeconds(25);
    DnsSettings patient = settings(addresses(server), whole, 3, whole);
    SharedDns dns = new BoundedDns(net.open(patient), patient, timer, System::nanoTime);

    List<CompletableFuture<DnsAnswer>> answers =
        IntStream.range(0, 2_000)
            .mapToObj(
                i ->
                    dns.lookup(
                        question("h" + i + ".example.org", RecordType.AAAA), Payers.number(i)))
            .toList();

    assertThat(answers)
        .allSatisfy(
            answer -> assertThat(answer).succeedsWithin(whole).isInstanceOf(DnsAnswer.Found.class));
    assertThat(server.queries()).as("no retries").isEqualTo(2_000);
  }

  @Test
  void continuesOnItsExecutorAndNeverOnTheCommonPool() {
    Dns dns =
        net.hurrying(
            net.server(
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
    records(net.asking(net.server(HOST)), "mail.example.org", RecordType.AAAA);

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .anyMatch(name -> name.startsWith("gate64-dns-wire"));
  }

  @Test
  void closingEndsLookupsUnderWayAndLaterOnes() {
    DnsjavaDns dns = net.asking(net.server(";!timeout silent.example.org."));
    CompletableFuture<DnsAnswer> underWay =
        dns.lookup(question("silent.example.org", RecordType.A));
    dns.close();

    assertThat(underWay).isCompletedWithValueMatching(DnsAnswer.Failure.class::isInstance);
    assertThat(dns.lookup(question("mail.example.org", RecordType.A)))
        .isCompletedWithValueMatching(DnsAnswer.Failure.class::isInstance);
  }

  @Test
  void anExecutorThatIsShutDownIsAFailureToo() {
    Dns dns = net.asking(net.server(HOST));
    net.executor().shutdownNow();

    assertFails(dns, "mail.example.org", RecordType.AAAA, FailureReason.UNREACHABLE);
  }

  private static CompletableFuture<String> threadOf(Dns dns, String name, RecordType type) {
    return dns.lookup(question(name, type)).thenApply(answer -> Thread.currentThread().getName());
  }
}
