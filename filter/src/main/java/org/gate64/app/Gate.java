package org.gate64.app;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.gate64.attempts.SteeringTable;
import org.gate64.config.Configuration;
import org.gate64.dns.BoundedDns;
import org.gate64.dns.CachingDns;
import org.gate64.dns.DnsStatistics;
import org.gate64.dns.MeasuredDns;
import org.gate64.dns.ResolverHealth;
import org.gate64.dns.SharedDns;
import org.gate64.dns.dnsjava.DnsjavaDns;
import org.gate64.evidence.EvidenceGatherer;
import org.gate64.evidence.dkim.DkimVerifier;
import org.gate64.evidence.dmarc.DmarcCheck;
import org.gate64.evidence.fcrdns.FcrdnsCheck;
import org.gate64.evidence.spf.SpfCheck;
import org.gate64.net.NetworkTable;
import org.gate64.policy.DnsHealth;
import org.gate64.policy.Policy;
import org.gate64.policy.VerdictId;
import org.gate64.reporting.Decision;
import org.gate64.reputation.Reputation;
import org.gate64.screening.RetryMemory;
import org.gate64.screening.Screening;

/** Everything behind the milter protocol, wired up from a configuration, with its threads. */
final class Gate implements AutoCloseable {

  /** So many networks fit on no page, and into any heap. */
  private static final int STEERED_NETWORKS = 1000;

  private final ExecutorService cpu;
  private final ExecutorService dnsThreads;
  private final ScheduledThreadPoolExecutor timer;
  private final DnsjavaDns resolver;
  private final DnsStatistics statistics = new DnsStatistics();
  private final ResolverHealth health;
  private final SteeringTable steering = new SteeringTable(STEERED_NETWORKS);
  private final Screening screening;

  /**
   * @param memory what is known of senders; stays the caller's to close
   */
  Gate(Configuration configuration, Memory memory, Consumer<Decision> decisions) {
    int processors = Runtime.getRuntime().availableProcessors();
    cpu = Executors.newFixedThreadPool(processors, new NamedThreads("gate64-cpu"));
    dnsThreads =
        Executors.newFixedThreadPool(Math.min(2, processors), new NamedThreads("gate64-dns"));
    timer = new ScheduledThreadPoolExecutor(1, new NamedThreads("gate64-timer"));
    timer.setRemoveOnCancelPolicy(true);
    resolver = new DnsjavaDns(configuration.dns(), dnsThreads);
    Ticker ticker = Ticker.systemTicker();
    health = new ResolverHealth(configuration.dns().health(), ticker);
    SharedDns bounded = new BoundedDns(resolver, configuration.dns(), timer, ticker);
    SharedDns measured = new MeasuredDns(bounded, statistics, health, ticker);
    SharedDns dns = new CachingDns(measured, configuration.dns(), statistics, cpu, ticker);
    screening =
        new Screening(
            gatherer(configuration, dns),
            new Policy(
                configuration.policy().ipv6(),
                configuration.policy().ipv4(),
                new NetworkTable<>(configuration.policy().networks()),
                configuration.policy().steering()),
            new Reputation(
                memory.store(),
                Settings.scoring(configuration),
                configuration.reputation().weighing(),
                memory.archive()::pins,
                Clock.systemUTC()),
            new RetryMemory(
                memory.attempts(), configuration.policy().steering().interval(), steering),
            Settings.screening(configuration),
            decisions,
            Clock.systemUTC(),
            System::nanoTime,
            () -> VerdictId.next(ThreadLocalRandom.current()),
            this::dnsHealth,
            ticket -> memory.feedback().flatMap(heard -> heard.tickets().write(ticket)));
  }

  Screening screening() {
    return screening;
  }

  DnsStatistics dnsStatistics() {
    return statistics;
  }

  ResolverHealth resolverHealth() {
    return health;
  }

  /** What became of steered mail. */
  SteeringTable steering() {
    return steering;
  }

  @Override
  public void close() {
    resolver.close();
    timer.shutdownNow();
    dnsThreads.shutdownNow();
    cpu.shutdownNow();
  }

  private DnsHealth dnsHealth() {
    return switch (health.state()) {
      case SOUND -> DnsHealth.SOUND;
      case FAILING -> DnsHealth.FAILING;
    };
  }

  private EvidenceGatherer gatherer(Configuration configuration, SharedDns dns) {
    return new EvidenceGatherer(
        new FcrdnsCheck(dns),
        new SpfCheck(dns, Settings.spf(configuration), cpu, timer),
        new DkimVerifier(dns, configuration.dkim(), Clock.systemUTC(), cpu),
        new DmarcCheck(dns),
        configuration.reputation().contentFilter(),
        cpu,
        timer,
        configuration.dns().deadline());
  }
}
