package org.gate64.dns;

import java.util.concurrent.CompletableFuture;

/**
 * Looks names up. Names are absolute, CNAMEs are followed, and an answer always comes: the future
 * never fails and is always completed within the resolver's own deadline, for what DNS would not
 * say is a value too ({@link DnsAnswer.Failure}).
 *
 * <p>This is DNS for which it does not matter who asks: because that is settled ({@link
 * SharedDns#paidBy}), or because there is room for all, as before a resolver itself.
 */
@FunctionalInterface
public interface Dns extends SharedDns {

  /**
   * Asks one question. The future may be completed on any thread, so whatever takes long belongs on
   * an executor of the caller's own. Callers must not complete or cancel it, for it may be shared.
   */
  CompletableFuture<DnsAnswer> lookup(DnsQuestion question);

  @Override
  default CompletableFuture<DnsAnswer> lookup(DnsQuestion question, Payer payer) {
    return lookup(question);
  }
}
