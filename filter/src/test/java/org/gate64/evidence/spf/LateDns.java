package org.gate64.evidence.spf;

import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsQuestion;

/** Answers what another DNS would answer, some time later, in an order that only the seed knows. */
final class LateDns implements Dns {

  private static final int LONGEST_DELAY_MICROSECONDS = 5_000;

  private final Dns dns;
  private final ScheduledExecutorService timer;
  private final Random random;

  LateDns(Dns dns, ScheduledExecutorService timer, long seed) {
    this.dns = dns;
    this.timer = timer;
    this.random = new Random(seed);
  }

  @Override
  public CompletableFuture<DnsAnswer> lookup(DnsQuestion question) {
    CompletableFuture<DnsAnswer> late = new CompletableFuture<>();
    ScheduledFuture<?> unused =
        timer.schedule(
            () -> late.complete(dns.lookup(question).join()),
            random.nextInt(LONGEST_DELAY_MICROSECONDS),
            TimeUnit.MICROSECONDS);
    return late;
  }
}
