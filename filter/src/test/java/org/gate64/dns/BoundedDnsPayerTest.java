package org.gate64.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.dns.BoundedDnsFixture.ANSWER;
import static org.gate64.dns.BoundedDnsFixture.LONG;
import static org.gate64.dns.BoundedDnsFixture.flood;
import static org.gate64.dns.BoundedDnsFixture.question;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one network that floods may cost all others, of however many zones it asks. */
class BoundedDnsPayerTest {

  private static final Payer FLOODING = Payers.number(0xbad);
  private static final Payer HONEST = Payers.number(1);
  private static final DnsQuestion HONEST_QUESTION = question("honest.example");

  private final BoundedDnsFixture fixture = new BoundedDnsFixture();
  private final ManualDns source = fixture.source();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aNetworkWithThousandsOfDeadZonesDelaysAnotherByNothing() {
    SharedDns dns = fixture.bounded(256, LONG);
    flood(dns, 5_000, FLOODING);
    ask(dns, HONEST_QUESTION, HONEST);

    assertThat(source.asked()).hasSize(64 + 1).endsWith(HONEST_QUESTION);
  }

  @Test
  void aNetworkNeverHasMoreThanAQuarterUnderWay() {
    SharedDns dns = fixture.bounded(100, LONG);
    flood(dns, 1_000, FLOODING);
    assertThat(source.asked()).hasSize(25);

    for (int answered = 1; answered <= 500; answered++) {
      source.answerNext(ANSWER);
      assertThat(source.asked()).hasSize(25 + answered);
    }
  }

  @Test
  void severalThatFloodLeaveRoomForOthers() {
    SharedDns dns = fixture.bounded(256, LONG);
    for (int i = 0; i < 8; i++) {
      flood(dns, 1_000, Payers.number(100 + i));
    }
    assertThat(source.asked()).hasSizeLessThan(235);
    ask(dns, HONEST_QUESTION, HONEST);

    assertThat(source.asked()).endsWith(HONEST_QUESTION);
  }

  @Test
  void manyThatFloodFillAllPlacesOnceAndGiveSomeBackAsTheirLookupsEnd() {
    SharedDns dns = fixture.bounded(256, LONG);
    for (int i = 0; i < 60; i++) {
      flood(dns, 100, Payers.number(100 + i));
    }
    assertThat(source.asked()).hasSize(256);
    for (int i = 0; i < 300; i++) {
      source.answerNext(ANSWER);
    }
    assertThat(source.asked()).hasSizeLessThan(300 + 250);
    ask(dns, HONEST_QUESTION, HONEST);

    assertThat(source.asked()).endsWith(HONEST_QUESTION);
  }

  @Test
  void whoeverHasLeastUnderWayGoesFirst() {
    SharedDns dns = fixture.bounded(8, LONG);
    flood(dns, 10, FLOODING);
    for (int i = 0; i < 6; i++) {
      ask(dns, question(i, "full" + i + ".example"), Payers.number(10 + i));
    }
    assertThat(source.asked()).as("all places are taken").hasSize(8);
    ask(dns, HONEST_QUESTION, HONEST);
    source.answerNext(ANSWER);

    assertThat(source.asked()).hasSize(9).endsWith(HONEST_QUESTION);
  }

  @Test
  void networksThatWaitTakeTurns() {
    SharedDns dns = fixture.bounded(4, LONG);
    for (int i = 0; i < 4; i++) {
      ask(dns, question(i, "full" + i + ".example"), Payers.number(10 + i));
    }
    ask(dns, question("a1.example"), Payers.number(20));
    ask(dns, question("a2.example"), Payers.number(20));
    ask(dns, question("b1.example"), Payers.number(21));
    ask(dns, question("b2.example"), Payers.number(21));
    ask(dns, question("c1.example"), Payers.number(22));
    for (int i = 0; i < 6; i++) {
      source.answerNext(ANSWER);
    }

    assertThat(source.asked().subList(4, 9))
        .extracting(asked -> asked.name().toString())
        .containsExactly("a1.example", "b1.example", "c1.example", "a2.example", "b2.example");
  }

  @Test
  void aNetworkHasAQuarterOfTheLineAndTheRestIsRefusedAtOnce() {
    SharedDns dns = fixture.bounded(100, LONG);
    List<CompletableFuture<DnsAnswer>> flood = flood(dns, 25 + 2_500 + 1, FLOODING);

    assertThat(flood.subList(0, 2_525)).noneMatch(CompletableFuture::isDone);
    assertThat(flood.get(2_525)).isCompletedWithValueMatching(BoundedDnsFixture::isOverload);
  }

  @Test
  void aLineThatOthersFloodHasRoomForOneMore() {
    SharedDns dns = fixture.bounded(4, LONG);
    for (int i = 0; i < 20; i++) {
      flood(dns, 3_000, Payers.number(100 + i));
    }
    CompletableFuture<DnsAnswer> honest = dns.lookup(HONEST_QUESTION, HONEST);
    source.answerNext(ANSWER);

    assertThat(honest).isNotDone();
  }

  @Test
  void whoeverIsLateIsToldThatItIsOverloadAndTheFloodEndsThere() {
    SharedDns dns = fixture.bounded(100, Duration.ofMillis(50));
    List<CompletableFuture<DnsAnswer>> flood = flood(dns, 1_000, FLOODING);

    assertThat(flood.subList(25, 1_000))
        .allSatisfy(
            late ->
                assertThat(late)
                    .succeedsWithin(Duration.ofSeconds(5))
                    .matches(BoundedDnsFixture::isOverload));
    assertThat(source.asked()).hasSize(25);
    IntStream.range(0, 25).forEach(i -> source.answerNext(ANSWER));
    ask(dns, question("later.example"), FLOODING);
    assertThat(source.asked()).hasSize(26);
  }

  private static void ask(SharedDns dns, DnsQuestion question, Payer payer) {
    var unused = dns.lookup(question, payer);
  }
}
