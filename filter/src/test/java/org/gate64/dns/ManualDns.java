package org.gate64.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** DNS that answers when the test says so. */
final class ManualDns implements Dns {

  private final List<DnsQuestion> asked = new ArrayList<>();
  private final List<CompletableFuture<DnsAnswer>> pending = new ArrayList<>();

  @Override
  public synchronized CompletableFuture<DnsAnswer> lookup(DnsQuestion question) {
    CompletableFuture<DnsAnswer> answer = new CompletableFuture<>();
    asked.add(question);
    pending.add(answer);
    return answer;
  }

  /** Every question so far, in order. */
  synchronized List<DnsQuestion> asked() {
    return List.copyOf(asked);
  }

  /** Answers the oldest question that is still open. */
  void answerNext(DnsAnswer answer) {
    CompletableFuture<DnsAnswer> next;
    synchronized (this) {
      next = pending.remove(0);
    }
    next.complete(answer);
  }
}
