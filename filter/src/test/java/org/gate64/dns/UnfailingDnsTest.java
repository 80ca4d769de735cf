package org.gate64.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnfailingDnsTest {

  private static final DnsQuestion QUESTION =
      new DnsQuestion(DomainName.parse("example.org").orElseThrow(), RecordType.TXT);
  private static final DnsAnswer BROKEN_DOWN =
      new DnsAnswer.Failure(FailureReason.UNREACHABLE, "the resolver broke down");

  private final LogLines log = new LogLines(UnfailingDns.class);
  private Duration now = Duration.ZERO;

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void whatIsThrownAndWhatFailsBecomesAnAnswer() {
    assertThat(throwing().lookup(QUESTION, Payers.SOMEBODY)).isCompletedWithValue(BROKEN_DOWN);
    SharedDns failing =
        new UnfailingDns(
            (question, payer) ->
                CompletableFuture.failedFuture(new IllegalStateException("as above")),
            () -> now.toNanos());
    assertThat(failing.lookup(QUESTION, Payers.SOMEBODY)).isCompletedWithValue(BROKEN_DOWN);
  }

  @Test
  void saysSoAtOnceAndThenOnceAMinuteWithTheirNumber() {
    SharedDns dns = throwing();
    ask(dns, 1_000);
    assertThat(log.texts()).hasSize(1);
    assertThat(log.all().get(0).getThrowableProxy().getMessage()).contains("as the test wants it");

    now = now.plusSeconds(59);
    ask(dns, 1);
    assertThat(log.texts()).hasSize(1);

    now = now.plusSeconds(1);
    ask(dns, 1);
    assertThat(log.texts()).hasSize(2);
    assertThat(log.texts().get(1)).startsWith("ERROR DNS lookups broke down, 1001 since");
  }

  private SharedDns throwing() {
    return new UnfailingDns(
        (question, payer) -> {
          throw new IllegalStateException("as the test wants it");
        },
        () -> now.toNanos());
  }

  private static void ask(SharedDns dns, int count) {
    for (int i = 0; i < count; i++) {
      var unused = dns.lookup(QUESTION, Payers.SOMEBODY);
    }
  }
}
