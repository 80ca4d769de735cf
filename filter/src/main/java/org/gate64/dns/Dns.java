package org.gate64.dns;

import java.util.concurrent.CompletableFuture;

/**
 * Looks names up. Names are absolute, CNAMEs are followed, and an answer always comes: the future
 * never fails and is always completed within the resolver's own deadline, for what DNS would not
 * say is a value too ({@link DnsAnswer.Failure}).
 */
@FunctionalInterface
public interface Dns {

  /**
   * Asks one question. The future may be completed on any thread, so whatever takes long belongs on
   * an executor of the caller's own. Callers must not complete or cancel it, for it may be shared.
   */
  CompletableFuture<DnsAnswer> lookup(DnsQuestion question);
}
