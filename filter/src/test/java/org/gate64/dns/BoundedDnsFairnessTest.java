package org.gate64.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.dns.BoundedDnsFixture.ANSWER;
import static org.gate64.dns.BoundedDnsFixture.LONG;
import static org.gate64.dns.BoundedDnsFixture.askForAll;
import static org.gate64.dns.BoundedDnsFixture.question;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.gate64.net.ClientAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one slow zone may cost all others, whoever asks about it. */
class BoundedDnsFairnessTest {

  private static final Payer SOMEBODY_ELSE = Payers.SOMEBODY;

  private final BoundedDnsFixture fixture = new BoundedDnsFixture();
  private final ManualDns source = fixture.source();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aZoneHasAQuarterOfThePlacesUnderWayAndNoMore() {
    SharedDns dns = fixture.bounded(100, LONG);
    askForAll(dns, 60, "slow.example");
    assertThat(source.asked()).hasSize(25);

    lookup(dns, question(0, "other.example"), SOMEBODY_ELSE);
    assertThat(source.asked()).hasSize(26);
  }

  @Test
  void aProviderWithASlowReverseZoneLeavesThreeQuartersToOthers() {
    SharedDns dns = fixture.bounded(100, LONG);
    for (int i = 0; i < 300; i++) {
      lookup(dns, reverse(Payers.client(i)), Payers.number(i));
    }
    for (int i = 0; i < 70; i++) {
      lookup(dns, question(0, "honest" + i + ".example"), Payers.number(1_000 + i));
    }

    assertThat(source.asked()).hasSize(95);
    assertThat(source.asked()).filteredOn(q -> q.type() == RecordType.TXT).hasSize(70);
  }

  @Test
  void aNetworkWhosePartOfAReverseZoneIsSilentHoldsUpNoNeighbour() {
    SharedDns dns = fixture.bounded(100, LONG);
    for (int i = 0; i < 300; i++) {
      String silent = "2001:db8:bad:" + Integer.toHexString(i) + "::25";
      ClientAddress client = ClientAddress.parse(silent).orElseThrow();
      lookup(dns, reverse(client), Payer.of(client));
    }
    assertThat(source.asked()).as("of the 25 of the zone").hasSize(6);

    lookup(dns, reverse(Payers.client(1)), Payers.number(1));
    assertThat(source.asked()).hasSize(7).contains(reverse(Payers.client(1)));
  }

  @Test
  void whoWaitsForAZoneGetsTheNextTurnWhenOneOfItsLookupsEnds() {
    SharedDns dns = fixture.bounded(100, LONG);
    List<CompletableFuture<DnsAnswer>> slow = askForAll(dns, 27, "slow.example");
    source.answerNext(ANSWER);

    assertThat(slow.get(0)).isCompletedWithValue(ANSWER);
    assertThat(source.asked()).hasSize(26);
    assertThat(source.asked().get(25)).isEqualTo(question(25, "slow.example"));
  }

  @Test
  void zonesThatOnePayerAsksAboutTakeTurns() {
    SharedDns dns = fixture.bounded(4, LONG);
    lookup(dns, question(0, "first.example"), SOMEBODY_ELSE);
    for (int i = 0; i < 3; i++) {
      lookup(dns, question(i, "many.example"), SOMEBODY_ELSE);
    }
    lookup(dns, question(0, "one.example"), SOMEBODY_ELSE);
    for (int i = 0; i < 3; i++) {
      source.answerNext(ANSWER);
    }

    assertThat(source.asked().subList(1, 4))
        .containsExactly(
            question(0, "many.example"), question(0, "one.example"), question(1, "many.example"));
  }

  @Test
  void aZoneHasAQuarterOfTheLineAndNoMore() {
    SharedDns dns = fixture.bounded(16, LONG);
    List<CompletableFuture<DnsAnswer>> slow = askForAll(dns, 4 + 2_500 + 1, "slow.example");
    List<CompletableFuture<DnsAnswer>> others =
        IntStream.range(0, 20)
            .mapToObj(i -> dns.lookup(question(i, "n" + i + ".example"), Payers.number(5_000 + i)))
            .toList();

    assertThat(slow.subList(0, 2_504)).noneMatch(CompletableFuture::isDone);
    assertThat(slow.get(2_504)).isCompletedWithValueMatching(BoundedDnsFixture::isOverload);
    assertThat(others).noneMatch(CompletableFuture::isDone);
    assertThat(source.asked()).hasSize(16).contains(question(11, "n11.example"));
  }

  @Test
  void aZoneThatWaitedInVainIsServedAgainLater() {
    SharedDns dns = fixture.bounded(4, Duration.ofMillis(50));
    List<CompletableFuture<DnsAnswer>> slow = askForAll(dns, 6, "slow.example");
    for (CompletableFuture<DnsAnswer> waiting : slow.subList(4, 6)) {
      assertThat(waiting)
          .succeedsWithin(Duration.ofSeconds(5))
          .matches(BoundedDnsFixture::isOverload);
    }
    for (int i = 0; i < 4; i++) {
      source.answerNext(ANSWER);
    }
    askForAll(dns, 1, "slow.example");

    assertThat(source.asked()).hasSize(5);
  }

  @Test
  void manyThreadsLoseNoAnswerAndNeverGoBeyondTheBound() {
    ExecutorService resolver = Executors.newFixedThreadPool(2);
    ExecutorService clients = Executors.newFixedThreadPool(4);
    try {
      CountingDns counting = new CountingDns(resolver);
      SharedDns dns = fixture.bounded(counting, 8, LONG);
      List<CompletableFuture<DnsAnswer>> answers =
          IntStream.range(0, 4_000)
              .mapToObj(i -> CompletableFuture.completedFuture(i))
              .map(number -> number.thenComposeAsync(i -> ask(dns, i), clients))
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

  /** Of three zones, on many accounts, and each question twice. */
  private static CompletableFuture<DnsAnswer> ask(SharedDns dns, int number) {
    int half = number / 2;
    return dns.lookup(question(half, "z" + half % 3 + ".example"), Payers.number(number % 97));
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

  private static void lookup(SharedDns dns, DnsQuestion question, Payer payer) {
    var unused = dns.lookup(question, payer);
  }

  private static DnsQuestion reverse(ClientAddress client) {
    return new DnsQuestion(client.reverseName(), RecordType.PTR);
  }
}
