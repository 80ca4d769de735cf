package org.gate64.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntFunction;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.gate64.net.DomainName;

/** Bounds before a source that answers when the test says so. */
final class BoundedDnsFixture implements AutoCloseable {

  static final DnsAnswer ANSWER = new DnsAnswer.None(true, Duration.ZERO);
  static final Duration LONG = Duration.ofMinutes(1);

  private final ManualDns source = new ManualDns();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  ManualDns source() {
    return source;
  }

  SharedDns bounded(int maxInFlight, Duration patience) {
    return bounded(source, maxInFlight, patience);
  }

  SharedDns bounded(Dns behind, int maxInFlight, Duration patience) {
    return new BoundedDns(behind, settings(maxInFlight, patience), timer, System::nanoTime);
  }

  SharedDns bounded(Dns behind, int maxInFlight, int longestLine, Duration patience) {
    return new BoundedDns(
        behind, settings(maxInFlight, patience), longestLine, timer, System::nanoTime);
  }

  /** Asks so many names of one zone, each on the account of another payer. */
  static List<CompletableFuture<DnsAnswer>> askForAll(SharedDns dns, int count, String zone) {
    return ask(dns, count, number -> question(number, zone), Payers::number);
  }

  /** Asks for a name in each of so many zones, all on one account. */
  static List<CompletableFuture<DnsAnswer>> flood(SharedDns dns, int count, Payer payer) {
    String owner = payer.network().toString().replaceAll("[^0-9a-f]", "");
    return ask(
        dns, count, number -> question(number, "z" + number + "of" + owner + ".net"), n -> payer);
  }

  private static List<CompletableFuture<DnsAnswer>> ask(
      SharedDns dns, int count, IntFunction<DnsQuestion> questions, IntFunction<Payer> payers) {
    List<CompletableFuture<DnsAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      answers.add(dns.lookup(questions.apply(i), payers.apply(i)));
    }
    return answers;
  }

  static boolean isOverload(DnsAnswer answer) {
    return answer instanceof DnsAnswer.Failure failure
        && failure.reason() == FailureReason.OVERLOAD;
  }

  static DnsQuestion question(int number, String zone) {
    return question("n" + number + "." + zone);
  }

  static DnsQuestion question(String name) {
    return new DnsQuestion(DomainName.parse(name).orElseThrow(), RecordType.TXT);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private static DnsSettings settings(int maxInFlight, Duration patience) {
    DnsSettings defaults = DnsSettings.defaults();
    return new DnsSettings(
        List.of(),
        patience,
        patience,
        1,
        maxInFlight,
        defaults.cacheEntries(),
        defaults.minTtl(),
        defaults.maxTtl(),
        defaults.maxNegativeTtl(),
        defaults.failureTtl(),
        HealthSettings.defaults());
  }
}
