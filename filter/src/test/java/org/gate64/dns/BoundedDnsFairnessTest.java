package org.gate64.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one slow zone may cost all others. */
class BoundedDnsFairnessTest {

  private static final DnsAnswer ANSWER = new DnsAnswer.None(true, Duration.ZERO);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ManualDns source = new ManualDns();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  @Test
  void aZoneHasAQuarterOfThePlacesUnderWayAndNoMore() {
    Dns dns = bounded(100, LONG);
    ask(dns, 60, "slow.example");
    assertThat(source.asked()).hasSize(25);

    ask(dns, 1, "other.example");
    assertThat(source.asked()).hasSize(26);
  }

  @Test
  void oneNetworkWithASlowReverseZoneLeavesThreeQuartersToOthers() {
    Dns dns = bounded(100, LONG);
    for (int i = 0; i < 300; i++) {
      String client = "2001:db8:" + Integer.toHexString(i) + "::25";
      DomainName name = ClientAddress.parse(client).orElseThrow().reverseName();
      var unused = dns.lookup(new DnsQuestion(name, RecordType.PTR));
    }
    for (int i = 0; i < 75; i++) {
      ask(dns, 1, "honest" + i + ".example");
    }

    assertThat(source.asked()).hasSize(100);
    assertThat(source.asked()).filteredOn(q -> q.type() == RecordType.TXT).hasSize(75);
  }

  @Test
  void aZoneThatWaitsGetsTheNextTurnWhenOneOfItsLookupsEnds() {
    Dns dns = bounded(100, LONG);
    List<CompletableFuture<DnsAnswer>> slow = ask(dns, 27, "slow.example");
    source.answerNext(ANSWER);

    assertThat(slow.get(0)).isCompletedWithValue(ANSWER);
    assertThat(source.asked()).hasSize(26);
    assertThat(source.asked().get(25)).isEqualTo(question(25, "slow.example"));
  }

  @Test
  void zonesThatWaitTakeTurns() {
    Dns dns = bounded(4, LONG);
    ask(dns, 4, "first.example");
    ask(dns, 3, "many.example");
    ask(dns, 1, "one.example");
    for (int i = 0; i < 3; i++) {
      source.answerNext(ANSWER);
    }

    assertThat(source.asked().subList(4, 7))
        .containsExactly(
            question(0, "many.example"), question(0, "one.example"), question(1, "many.example"));
  }

  @Test
  void aZoneHasAQuarterOfTheLineAndNoMore() {
    Dns dns = bounded(4, LONG);
    List<CompletableFuture<DnsAnswer>> slow = ask(dns, 4 + 2_500 + 1, "slow.example");
    List<CompletableFuture<DnsAnswer>> other = ask(dns, 1, "other.example");

    assertThat(slow.subList(0, 2_504)).noneMatch(CompletableFuture::isDone);
    assertThat(slow.get(2_504)).isCompletedWithValueMatching(BoundedDnsFairnessTest::isOverload);
    assertThat(other.get(0)).isNotDone();
    source.answerNext(ANSWER);
    source.answerNext(ANSWER);
    assertThat(source.asked()).contains(question(0, "other.example"));
  }

  @Test
  void aZoneThatWaitedInVainIsServedAgainLater() {
    Dns dns = bounded(4, Duration.ofMillis(50));
    List<CompletableFuture<DnsAnswer>> slow = ask(dns, 6, "slow.example");
    for (CompletableFuture<DnsAnswer> waiting : slow.subList(4, 6)) {
      assertThat(waiting)
          .succeedsWithin(Duration.ofSeconds(5))
          .matches(BoundedDnsFairnessTest::isOverload);
    }
    for (int i = 0; i < 4; i++) {
      source.answerNext(ANSWER);
    }
    ask(dns, 1, "slow.example");

    assertThat(source.asked()).hasSize(5);
  }

  @Test
  void manyThreadsLoseNoAnswerAndNeverGoBeyondTheBound() {
    ExecutorService resolver = Executors.newFixedThreadPool(2);
    ExecutorService clients = Executors.newFixedThreadPool(4);
    try {
      CountingDns counting = new CountingDns(resolver);
      Dns dns = bounded(counting, 8, LONG);
      List<CompletableFuture<DnsAnswer>> answers =
          IntStream.range(0, 4_000)
              .mapToObj(i -> question(i, "z" + i % 3 + ".example"))
              .map(CompletableFuture::completedFuture)
              .map(asked -> asked.thenComposeAsync(dns::lookup, clients))
              .toList();

      assertThat(answers)
          .allSatisfy(
              answer ->
                  assertThat(answer).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(ANSWER));
      assertThat(counting.most()).isBetween(1, 8);
    } finally {
      clients.shutdownNow();
      resolver.shutdownNow();
    }
  }

  /** Answers on threads of its own, and knows how many lookups it had at once. */
  private static final class CountingDns implements Dns {

    private final Executor executor;
    private int underWay;
    private int most;

    CountingDns(Executor executor) {
      this.executor = executor;
    }

    @Override
    public CompletableFuture<DnsAnswer> lookup(DnsQuestion question) {
      count(1);
      return CompletableFuture.supplyAsync(
          () -> {
            count(-1);
            return ANSWER;
          },
          executor);
    }

    private synchronized void count(int change) {
      underWay += change;
      most = Math.max(most, underWay);
    }

    synchronized int most() {
      return most;
    }
  }

  private static List<CompletableFuture<DnsAnswer>> ask(Dns dns, int count, String zone) {
    List<CompletableFuture<DnsAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      answers.add(dns.lookup(question(i, zone)));
    }
    return answers;
  }

  private Dns bounded(int maxInFlight, Duration patience) {
    return bounded(source, maxInFlight, patience);
  }

  private Dns bounded(Dns behind, int maxInFlight, Duration patience) {
    DnsSettings defaults = DnsSettings.defaults();
    DnsSettings settings =
        new DnsSettings(
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
    return new BoundedDns(behind, settings, timer, System::nanoTime);
  }

  private static boolean isOverload(DnsAnswer answer) {
    return answer instanceof DnsAnswer.Failure failure
        && failure.reason() == FailureReason.OVERLOAD;
  }

  private static DnsQuestion question(int number, String zone) {
    DomainName name = DomainName.parse("n" + number + "." + zone).orElseThrow();
    return new DnsQuestion(name, RecordType.TXT);
  }
}
