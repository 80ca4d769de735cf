package org.gate64.evidence.spf;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsRecord;

/** Answers that no zone file can hold. */
final class Answers {

  private static final Duration TTL = Duration.ofMinutes(5);

  private Answers() {}

  static CompletableFuture<DnsAnswer> text(String text) {
    return found(new DnsRecord.Text(text));
  }

  static CompletableFuture<DnsAnswer> found(DnsRecord... records) {
    return CompletableFuture.completedFuture(new DnsAnswer.Found(List.of(records), TTL));
  }

  static CompletableFuture<DnsAnswer> none() {
    return CompletableFuture.completedFuture(new DnsAnswer.None(false, TTL));
  }

  static CompletableFuture<DnsAnswer> failure() {
    return CompletableFuture.completedFuture(
        new DnsAnswer.Failure(DnsAnswer.FailureReason.SERVER_FAILURE, "the server failed"));
  }
}
