package org.gate64.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.gate64.dns.DnsStatistics.Counts;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.Test;

/** The figures that the cache and the watch before the resolver come to together. */
class DnsStatisticsTest {

  private static final DnsQuestion SPF = text("example.org");
  private static final DnsAnswer FOUND =
      new DnsAnswer.Found(List.of(new DnsRecord.Text("v=spf1 -all")), Duration.ofMinutes(5));

  private final ManualDns resolver = new ManualDns();
  private final DnsStatistics statistics = new DnsStatistics();
  private Duration now = Duration.ZERO;
  private final Dns dns = watched(resolver);

  @Test
  void beginsWithZerosForEveryKind() {
    assertThat(statistics.snapshot()).containsOnlyKeys(LookupKind.values());
    assertThat(statistics.snapshot().values())
        .containsOnly(new Counts(0, 0, 0, 0, 0, Duration.ZERO));
  }

  @Test
  void tellsHowLookupsEndedAndHowLongTheyTook() {
    ask(SPF, FOUND, Duration.ofMillis(30));
    ask(text("a.example"), new DnsAnswer.None(true, Duration.ZERO), Duration.ofMillis(20));
    ask(text("b.example"), failure(FailureReason.SERVER_FAILURE), Duration.ofMillis(500));
    ask(text("c.example"), failure(FailureReason.TIMEOUT), Duration.ofSeconds(8));

    assertThat(statistics.counts(LookupKind.SPF))
        .isEqualTo(new Counts(1, 1, 1, 1, 0, Duration.ofMillis(8_550)));
  }

  @Test
  void keepsTheKindsApart() {
    ask(text("s._domainkey.example.org"), FOUND, Duration.ofMillis(1));
    ask(text("_dmarc.example.org"), FOUND, Duration.ofMillis(2));

    assertThat(statistics.counts(LookupKind.DKIM))
        .isEqualTo(new Counts(1, 0, 0, 0, 0, Duration.ofMillis(1)));
    assertThat(statistics.counts(LookupKind.DMARC))
        .isEqualTo(new Counts(1, 0, 0, 0, 0, Duration.ofMillis(2)));
    assertThat(statistics.counts(LookupKind.SPF).answers()).isZero();
  }

  @Test
  void aRememberedAnswerIsAHitAndTakesNoTime() {
    ask(SPF, FOUND, Duration.ofMillis(30));
    var unused = dns.lookup(SPF);

    assertThat(statistics.counts(LookupKind.SPF))
        .isEqualTo(new Counts(1, 0, 0, 0, 1, Duration.ofMillis(30)));
  }

  @Test
  void whoeverWaitedIsCountedByWhatHeWaitedFor() {
    var first = dns.lookup(SPF);
    var second = dns.lookup(SPF);
    resolver.answerNext(FOUND);
    resolver.answerNext(FOUND);

    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
    assertThat(statistics.counts(LookupKind.SPF))
        .isEqualTo(new Counts(2, 0, 0, 0, 0, Duration.ZERO));
  }

  @Test
  void whatWasNeverAskedForTakesNoTime() {
    ask(SPF, failure(FailureReason.OVERLOAD), Duration.ofSeconds(8));

    assertThat(statistics.counts(LookupKind.SPF))
        .isEqualTo(new Counts(0, 0, 1, 0, 0, Duration.ZERO));
  }

  @Test
  void isCountedBeforeAnybodySeesTheAnswer() {
    var seen = dns.lookup(SPF).thenApply(answer -> statistics.counts(LookupKind.SPF).answers());
    resolver.answerNext(FOUND);

    assertThat(seen).isCompletedWithValue(1L);
  }

  private Dns watched(Dns source) {
    ResolverHealth health = new ResolverHealth(HealthSettings.defaults(), this::nanos);
    return new CachingDns(
            new MeasuredDns(source, statistics, health, this::nanos),
            DnsSettings.defaults(),
            statistics,
            Runnable::run,
            this::nanos)
        .paidBy(Payers.SOMEBODY);
  }

  private long nanos() {
    return now.toNanos();
  }

  private void ask(DnsQuestion question, DnsAnswer answer, Duration taking) {
    var unused = dns.lookup(question);
    now = now.plus(taking);
    resolver.answerNext(answer);
  }

  private static DnsAnswer failure(FailureReason reason) {
    return new DnsAnswer.Failure(reason, "as the test wants it");
  }

  private static DnsQuestion text(String name) {
    return new DnsQuestion(DomainName.parse(name).orElseThrow(), RecordType.TXT);
  }
}
