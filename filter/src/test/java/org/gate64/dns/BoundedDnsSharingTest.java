package org.gate64.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.dns.BoundedDnsFixture.ANSWER;
import static org.gate64.dns.BoundedDnsFixture.LONG;
import static org.gate64.dns.BoundedDnsFixture.askForAll;
import static org.gate64.dns.BoundedDnsFixture.flood;
import static org.gate64.dns.BoundedDnsFixture.question;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several who want to know the same: it is asked once, and nobody waits for another's turn. */
class BoundedDnsSharingTest {

  private static final Payer FLOODING = Payers.number(0xbad);
  private static final Payer HONEST = Payers.number(1);
  private static final DnsQuestion QUESTION = question("popular.example");

  private final BoundedDnsFixture fixture = new BoundedDnsFixture();
  private final ManualDns source = fixture.source();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void whatIsUnderWayAnswersAllWhoAskForItWhoeverPays() {
    SharedDns dns = fixture.bounded(100, LONG);
    List<CompletableFuture<DnsAnswer>> all =
        IntStream.range(0, 5_000).mapToObj(i -> dns.lookup(QUESTION, Payers.number(i))).toList();
    assertThat(source.asked()).containsExactly(QUESTION);

    source.answerNext(ANSWER);
    assertThat(all).allSatisfy(answer -> assertThat(answer).isCompletedWithValue(ANSWER));
  }

  @Test
  void sharingTakesNoPlace() {
    SharedDns dns = fixture.bounded(100, LONG);
    for (int i = 0; i < 1_000; i++) {
      ask(dns, QUESTION, HONEST);
    }
    flood(dns, 30, HONEST);

    assertThat(source.asked()).hasSize(25);
  }

  @Test
  void nobodyWaitsForTheTurnOfAnotherWhoWantedToKnowItFirst() {
    SharedDns dns = fixture.bounded(100, LONG);
    flood(dns, 1_000, FLOODING);
    CompletableFuture<DnsAnswer> starved = dns.lookup(QUESTION, FLOODING);
    assertThat(source.asked()).doesNotContain(QUESTION);

    CompletableFuture<DnsAnswer> honest = dns.lookup(QUESTION, HONEST);
    assertThat(source.asked()).hasSize(26).endsWith(QUESTION);
    assertThat(starved).isNotDone();
    IntStream.range(0, 26).forEach(i -> source.answerNext(ANSWER));
    assertThat(honest).isCompletedWithValue(ANSWER);
    assertThat(starved).as("has it from the other").isCompletedWithValue(ANSWER);
  }

  @Test
  void whatSomebodyElseHadAnsweredIsNotAskedForAgain() {
    SharedDns dns = fixture.bounded(4, LONG);
    askForAll(dns, 4, "full.example");
    ask(dns, QUESTION, Payers.number(10));
    ask(dns, QUESTION, Payers.number(11));
    ask(dns, question("after.example"), Payers.number(11));
    for (int i = 0; i < 6; i++) {
      source.answerNext(ANSWER);
    }

    assertThat(source.asked()).hasSize(6).containsOnlyOnce(QUESTION);
  }

  @Test
  void aPayerWaitsOnceForAnAnswer() {
    SharedDns dns = fixture.bounded(4, LONG);
    askForAll(dns, 4, "full.example");
    for (int i = 0; i < 5_000; i++) {
      ask(dns, QUESTION, FLOODING);
    }

    assertThat(dns.lookup(QUESTION, FLOODING)).as("the line is not full").isNotDone();
    for (int i = 0; i < 5; i++) {
      source.answerNext(ANSWER);
    }
    assertThat(source.asked()).hasSize(5);
  }

  @Test
  void maySendAQuestionBackWhileItsLookupBegins() {
    CompletableFuture<SharedDns> entry = new CompletableFuture<>();
    List<CompletableFuture<DnsAnswer>> inner = new ArrayList<>();
    SharedDns reentered =
        fixture.bounded(
            question -> {
              inner.add(entry.join().lookup(question, HONEST));
              return CompletableFuture.completedFuture(ANSWER);
            },
            4,
            LONG);
    entry.complete(reentered);

    assertThat(reentered.lookup(QUESTION, HONEST)).isCompletedWithValue(ANSWER);
    assertThat(inner)
        .singleElement()
        .satisfies(reply -> assertThat(reply).isCompletedWithValue(ANSWER));
  }

  private static void ask(SharedDns dns, DnsQuestion question, Payer payer) {
    var unused = dns.lookup(question, payer);
  }
}
