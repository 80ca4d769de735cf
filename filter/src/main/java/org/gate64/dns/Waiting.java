package org.gate64.dns;

import java.util.concurrent.CompletableFuture;

/** What one payer wants to know, from when it comes into line until it is answered. */
final class Waiting {

  private final DnsQuestion question;
  private final CompletableFuture<DnsAnswer> answer = new CompletableFuture<>();
  private final long until;
  private final LineAccounts.Queue queue;

  /**
   * @param until when it is to be sent away
   * @param queue where it waits
   */
  Waiting(DnsQuestion question, long until, LineAccounts.Queue queue) {
    this.question = question;
    this.until = until;
    this.queue = queue;
  }

  DnsQuestion question() {
    return question;
  }

  Payer payer() {
    return queue.account.payer;
  }

  /** To be completed by whoever looks it up; all who share it follow. */
  CompletableFuture<DnsAnswer> answer() {
    return answer;
  }

  long until() {
    return until;
  }

  LineAccounts.Queue queue() {
    return queue;
  }
}
