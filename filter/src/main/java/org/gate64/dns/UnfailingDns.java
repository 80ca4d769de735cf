package org.gate64.dns;

import java.util.concurrent.CompletableFuture;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds a source to the promise of the port: what goes wrong in it becomes an answer too. */
record UnfailingDns(Dns source) implements Dns {

  private static final Logger LOG = LoggerFactory.getLogger(UnfailingDns.class);

  /** A source that throws is caught here as well, since the future is what calls it. */
  @Override
  public CompletableFuture<DnsAnswer> lookup(DnsQuestion question) {
    return CompletableFuture.completedFuture(question)
        .thenCompose(source::lookup)
        .exceptionally(UnfailingDns::broken);
  }

  private static DnsAnswer broken(Throwable failure) {
    LOG.error("A DNS lookup broke down", failure);
    return new DnsAnswer.Failure(FailureReason.UNREACHABLE, "the resolver broke down");
  }
}
