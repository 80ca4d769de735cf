package org.gate64.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedDnsTest {

  private static final DnsAnswer ANSWER = new DnsAnswer.None(true, Duration.ZERO);

  private static final DnsAnswer BROKEN_DOWN =
      new DnsAnswer.Failure(FailureReason.UNREACHABLE, "the resolver broke down");

  private final BoundedDnsFixture fixture = new BoundedDnsFixture();
  private final ManualDns source = fixture.source();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void asksNoMoreAtOnceThanItMay() {
    SharedDns dns = bounded(source, 2, 10, Duration.ofMinutes(1));
    ask(dns, 5);

    assertThat(source.asked()).hasSize(2);
  }

  @Test
  void letsThoseWhoWaitInAsOthersEndFirstComeFirstServed() {
    SharedDns dns = bounded(source, 1, 10, Duration.ofMinutes(1));
    List<CompletableFuture<DnsAnswer>> answers = ask(dns, 3);
    source.answerNext(ANSWER);

    assertThat(answers.get(0)).isCompletedWithValue(ANSWER);
    assertThat(source.asked()).containsExactly(question(0), question(1));
  }

  @Test
  void refusesAtOnceWhenTheLineIsFull() {
    SharedDns dns = bounded(source, 1, 2, Duration.ofMinutes(1));
    List<CompletableFuture<DnsAnswer>> answers = ask(dns, 4);

    assertThat(answers.subList(0, 3)).noneMatch(CompletableFuture::isDone);
    assertThat(answers.get(3)).isCompletedWithValueMatching(BoundedDnsFixture::isOverload);
  }

  @Test
  void nobodyWaitsLongerThanThePatienceEvenIfNoLookupEnds() {
    SharedDns dns = bounded(source, 1, 10, Duration.ofMillis(50));
    List<CompletableFuture<DnsAnswer>> answers = ask(dns, 3);

    assertThat(answers.get(1))
        .succeedsWithin(Duration.ofSeconds(5))
        .matches(BoundedDnsFixture::isOverload);
    assertThat(answers.get(2))
        .succeedsWithin(Duration.ofSeconds(5))
        .matches(BoundedDnsFixture::isOverload);
    assertThat(answers.get(0)).isNotDone();
    assertThat(source.asked()).containsExactly(question(0));
  }

  @Test
  void aLineThatEmptiesAtOnceDoesNotOverflowTheStack() {
    FirstHeld firstHeld = new FirstHeld();
    SharedDns dns = bounded(firstHeld, 1, 10_000, Duration.ofMinutes(1));
    List<CompletableFuture<DnsAnswer>> all = ask(dns, 10_001);
    firstHeld.release();

    assertThat(all).allMatch(answer -> answer.isDone() && answer.join().equals(ANSWER));
  }

  @Test
  void aSourceThatThrowsCostsItsAnswerButNotItsPlace() {
    SharedDns dns =
        bounded(
            question -> {
              throw new IllegalStateException("as the test wants it");
            },
            1,
            1,
            Duration.ofMinutes(1));

    assertThat(ask(dns, 5))
        .allSatisfy(answer -> assertThat(answer).isCompletedWithValue(BROKEN_DOWN));
  }

  @Test
  void aLookupThatFailsIsAnAnswerToo() {
    SharedDns dns =
        bounded(
            question -> CompletableFuture.failedFuture(new IllegalStateException("as above")),
            1,
            1,
            Duration.ofMinutes(1));

    assertThat(ask(dns, 5))
        .allSatisfy(answer -> assertThat(answer).isCompletedWithValue(BROKEN_DOWN));
  }

  /** Each question on another account. */
  private List<CompletableFuture<DnsAnswer>> ask(SharedDns dns, int count) {
    List<CompletableFuture<DnsAnswer>> answers = new ArrayList<>();
    IntStream.range(0, count).forEach(i -> answers.add(dns.lookup(question(i), Payers.number(i))));
    return answers;
  }

  private SharedDns bounded(Dns behind, int maxInFlight, int longestLine, Duration patience) {
    return fixture.bounded(behind, maxInFlight, longestLine, patience);
  }

  private static DnsQuestion question(int number) {
    DomainName name = DomainName.parse("n" + number + ".example").orElseThrow();
    return new DnsQuestion(name, RecordType.TXT);
  }

  /** Holds the first question back, and answers all later ones at once. */
  private static final class FirstHeld implements Dns {

    private final CompletableFuture<DnsAnswer> first = new CompletableFuture<>();
    private boolean asked;

    @Override
    public CompletableFuture<DnsAnswer> lookup(DnsQuestion question) {
      if (asked) {
        return CompletableFuture.completedFuture(ANSWER);
      }
      asked = true;
      return first;
    }

    void release() {
      first.complete(ANSWER);
    }
  }
}
