package org.gate64.evidence.dmarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsQuestion;

/**
 * Holds the answers of another DNS back until the test lets them go, in an order that only the seed
 * knows. Used by one thread.
 */
final class HeldDns implements Dns {

  private record Held(CompletableFuture<DnsAnswer> future, DnsAnswer answer) {}

  private final Dns dns;
  private final Random random;
  private final List<Held> held = new ArrayList<>();

  HeldDns(Dns dns, long seed) {
    this.dns = dns;
    this.random = new Random(seed);
  }

  @Override
  public CompletableFuture<DnsAnswer> lookup(DnsQuestion question) {
    CompletableFuture<DnsAnswer> future = new CompletableFuture<>();
    held.add(new Held(future, dns.lookup(question).join()));
    return future;
  }

  /** Lets one answer go. */
  void release() {
    Held next = held.remove(random.nextInt(held.size()));
    next.future().complete(next.answer());
  }

  /** Lets all answers go, those too that are asked for meanwhile. */
  void releaseAll() {
    while (isHolding()) {
      release();
    }
  }

  boolean isHolding() {
    return !held.isEmpty();
  }
}
