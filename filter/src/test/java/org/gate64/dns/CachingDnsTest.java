package org.gate64.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CachingDnsTest {

  private static final DnsQuestion QUESTION = question("example.org");

  private final ManualDns source = new ManualDns();
  private Duration now = Duration.ZERO;
  private final Dns dns = cache(source).paidBy(Payers.SOMEBODY);

  @ParameterizedTest(name = "{0} is kept for {1}")
  @MethodSource("lifetimes")
  void keepsAnAnswerForItsTimeWithinBounds(DnsAnswer answer, Duration kept) {
    ask(QUESTION);
    source.answerNext(answer);

    now = kept.minusMillis(1);
    assertThat(dns.lookup(QUESTION)).isCompletedWithValue(answer);
    assertThat(source.asked()).hasSize(1);

    now = kept;
    assertThat(dns.lookup(QUESTION)).isNotDone();
    assertThat(source.asked()).hasSize(2);
  }

  static Stream<Arguments> lifetimes() {
    return Stream.of(
        Arguments.of(found(Duration.ofMinutes(10)), Duration.ofMinutes(10)),
        Arguments.of(found(Duration.ZERO), Duration.ofSeconds(5)),
        Arguments.of(found(Duration.ofDays(7)), Duration.ofHours(1)),
        Arguments.of(new DnsAnswer.None(false, Duration.ofMinutes(2)), Duration.ofMinutes(2)),
        Arguments.of(new DnsAnswer.None(true, Duration.ofDays(1)), Duration.ofMinutes(5)),
        Arguments.of(failure(FailureReason.SERVER_FAILURE), Duration.ofSeconds(5)),
        Arguments.of(failure(FailureReason.TIMEOUT), Duration.ofSeconds(5)));
  }

  @Test
  void doesNotRememberItsOwnOverload() {
    ask(QUESTION);
    source.answerNext(failure(FailureReason.OVERLOAD));

    assertThat(dns.lookup(QUESTION)).isNotDone();
    assertThat(source.asked()).hasSize(2);
  }

  @Test
  void remembersAnAnswerForAllWhoeverPaidForIt() {
    DnsAnswer answer = found(Duration.ofMinutes(1));
    CachingDns shared = cache(source);
    var unused = shared.lookup(QUESTION, Payers.number(1));
    source.answerNext(answer);

    assertThat(shared.lookup(QUESTION, Payers.number(2))).isCompletedWithValue(answer);
    assertThat(source.asked()).hasSize(1);
  }

  @Test
  void aFailureThatComesLateDoesNotReplaceAnAnswer() {
    CompletableFuture<DnsAnswer> first = dns.lookup(QUESTION);
    CompletableFuture<DnsAnswer> second = dns.lookup(QUESTION);
    DnsAnswer answer = found(Duration.ofMinutes(1));
    source.answerNext(answer);
    source.answerNext(failure(FailureReason.OVERLOAD));

    assertThat(first).isCompletedWithValue(answer);
    assertThat(second).isCompletedWithValueMatching(DnsAnswer.Failure.class::isInstance);
    assertThat(dns.lookup(QUESTION)).isCompletedWithValue(answer);
  }

  @Test
  void hugeAnswersCountForMoreThanOne() {
    DnsAnswer huge =
        new DnsAnswer.Found(List.of(new DnsRecord.Text("x".repeat(65_000))), Duration.ofHours(1));

    assertThat(AnswerLifetime.weight(huge)).isEqualTo(128);
    assertThat(AnswerLifetime.weight(found(Duration.ZERO))).isEqualTo(1);
  }

  @Test
  void staysWithinItsSizeUnderAFloodOfHugeAnswers() {
    DnsAnswer huge =
        new DnsAnswer.Found(List.of(new DnsRecord.Text("x".repeat(65_000))), Duration.ofHours(1));
    for (int i = 0; i < 2_000; i++) {
      ask(question("n" + i + ".example.org"));
      source.answerNext(huge);
    }
    int askedBefore = source.asked().size();
    for (int i = 0; i < 2_000; i++) {
      ask(question("n" + i + ".example.org"));
    }

    int remembered = 2_000 - (source.asked().size() - askedBefore);
    assertThat(remembered).isLessThanOrEqualTo(DnsSettings.defaults().cacheEntries() / 128);
  }

  @Test
  void aSourceThatThrowsIsAFailureThatIsForgottenSoon() {
    AtomicInteger lookups = new AtomicInteger();
    Dns throwing =
        question -> {
          lookups.incrementAndGet();
          throw new IllegalStateException("as the test wants it");
        };
    Dns broken = cache(throwing).paidBy(Payers.SOMEBODY);

    assertThat(broken.lookup(QUESTION))
        .isCompletedWithValueMatching(DnsAnswer.Failure.class::isInstance);
    now = DnsSettings.defaults().failureTtl();
    assertThat(broken.lookup(QUESTION)).isDone();
    assertThat(lookups).hasValue(2);
  }

  private CachingDns cache(SharedDns behind) {
    return new CachingDns(
        behind, DnsSettings.defaults(), new DnsStatistics(), Runnable::run, () -> now.toNanos());
  }

  private void ask(DnsQuestion question) {
    var unused = dns.lookup(question);
  }

  private static DnsAnswer found(Duration timeToLive) {
    return new DnsAnswer.Found(List.of(new DnsRecord.Text("v=spf1 -all")), timeToLive);
  }

  private static DnsAnswer failure(FailureReason reason) {
    return new DnsAnswer.Failure(reason, "as the test wants it");
  }

  private static DnsQuestion question(String name) {
    return new DnsQuestion(DomainName.parse(name).orElseThrow(), RecordType.TXT);
  }
}
