package org.gate64.dns;

import java.util.concurrent.CompletableFuture;

/**
 * DNS that all clients share, and that therefore wants to know on whose account a lookup goes. An
 * answer always comes, as {@link Dns} promises.
 */
public interface SharedDns {

  /**
   * Asks one question. What {@link Dns#lookup} says of the future holds for this one too.
   *
   * @param payer who caused the lookup, and waits longer the more he causes
   */
  CompletableFuture<DnsAnswer> lookup(DnsQuestion question, Payer payer);

  /** The same DNS as one payer sees it, for all that is looked up on his account. */
  default Dns paidBy(Payer payer) {
    return question -> lookup(question, payer);
  }
}
