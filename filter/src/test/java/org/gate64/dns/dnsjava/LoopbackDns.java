package org.gate64.dns.dnsjava;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.DnsRecord;
import org.gate64.dns.DnsSettings;
import org.gate64.dns.HealthSettings;
import org.gate64.dns.RecordType;
import org.gate64.fixtures.dns.DnsServer;
import org.gate64.fixtures.dns.Link;
import org.gate64.fixtures.dns.Zone;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;

/** Servers on the loopback address, and the real resolver that asks them. */
public final class LoopbackDns implements AutoCloseable {

  static final String LOOKUP_THREAD = "lookup-thread";
  static final Duration SHORT = Duration.ofMillis(500);
  static final Duration AMPLE = Duration.ofSeconds(10);

  private final ExecutorService executor =
      Executors.newFixedThreadPool(2, task -> new Thread(task, LOOKUP_THREAD));
  private final List<DnsServer> servers = new ArrayList<>();
  private final List<DnsjavaDns> resolvers = new ArrayList<>();

  /** A server that knows these lines of a master file. */
  public DnsServer server(String... zone) {
    return server(Link.SOUND, zone);
  }

  /** The same behind a link that need not be sound. */
  public DnsServer server(Link link, String... zone) {
    DnsServer server = DnsServer.onLoopback(Zone.parse(String.join("\n", zone) + "\n"), link);
    servers.add(server);
    return server;
  }

  /** For tests where every packet arrives, however slow the machine. */
  public DnsjavaDns asking(DnsServer... servers) {
    return open(settings(addresses(servers), AMPLE, 3, AMPLE));
  }

  /** For tests where packets are lost. */
  public DnsjavaDns hurrying(DnsServer... servers) {
    return open(settings(addresses(servers), SHORT, 3, AMPLE));
  }

  /** The same with servers that need not be ours. */
  public DnsjavaDns hurrying(InetSocketAddress... servers) {
    return open(settings(List.of(servers), SHORT, 3, AMPLE));
  }

  /** Asks one server that is none of ours. */
  public DnsjavaDns asking(InetSocketAddress server) {
    return open(settings(List.of(server), AMPLE, 3, AMPLE));
  }

  DnsjavaDns open(DnsSettings settings) {
    DnsjavaDns dns = new DnsjavaDns(settings, executor);
    resolvers.add(dns);
    return dns;
  }

  ExecutorService executor() {
    return executor;
  }

  static List<InetSocketAddress> addresses(DnsServer... servers) {
    return Stream.of(servers).map(DnsServer::address).toList();
  }

  static DnsSettings settings(
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
        defaults.failureTtl(),
        HealthSettings.defaults());
  }

  static DnsAnswer ask(Dns dns, String name, RecordType type) {
    return dns.lookup(question(name, type)).orTimeout(AMPLE.toSeconds(), TimeUnit.SECONDS).join();
  }

  static List<DnsRecord> records(Dns dns, String name, RecordType type) {
    DnsAnswer answer = ask(dns, name, type);
    assertThat(answer).isInstanceOf(DnsAnswer.Found.class);
    return ((DnsAnswer.Found) answer).records();
  }

  static void assertFails(Dns dns, String name, RecordType type, FailureReason reason) {
    assertThat(ask(dns, name, type))
        .isInstanceOfSatisfying(
            DnsAnswer.Failure.class, failure -> assertThat(failure.reason()).isEqualTo(reason));
  }

  static DnsQuestion question(String name, RecordType type) {
    return new DnsQuestion(name(name), type);
  }

  static DomainName name(String text) {
    return DomainName.parse(text).orElseThrow();
  }

  static ClientAddress address(String text) {
    return ClientAddress.parse(text).orElseThrow();
  }

  @Override
  public void close() {
    resolvers.forEach(DnsjavaDns::close);
    servers.forEach(DnsServer::close);
    executor.shutdownNow();
  }
}
