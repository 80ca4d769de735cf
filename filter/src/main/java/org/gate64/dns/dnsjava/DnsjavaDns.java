package org.gate64.dns.dnsjava;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.DnsSettings;

/**
 * Asks recursive resolvers over UDP with EDNS0 (RFC 6891), and over TCP where the answer does not
 * fit (RFC 7766). Each try goes to the next server; what the resolver says is taken as it is, so it
 * should be one that validates, on the same host or reached over a network that is trusted.
 *
 * <p>Nothing here bounds how many lookups are under way, or remembers answers.
 */
public final class DnsjavaDns implements Dns, AutoCloseable {

  private final Wire wire = new Wire();
  private final Servers servers;
  private final int attempts;
  private final Duration deadline;
  private final Executor executor;
  private final Set<Inquiry> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Opens the way to the servers. Where the settings name none, the system's are taken, as they are
   * at this moment.
   *
   * @param executor where replies are read, and where the futures of lookups are completed
   */
  public DnsjavaDns(DnsSettings settings, Executor executor) {
    this.servers = new Servers(settings, wire);
    this.attempts = settings.attempts();
    this.deadline = settings.deadline();
    this.executor = executor;
  }

  @Override
  public CompletableFuture<DnsAnswer> lookup(DnsQuestion question) {
    Inquiry inquiry = new Inquiry(question, servers, attempts, executor);
    open.add(inquiry);
    if (closed) {
      inquiry.end(Failures.CLOSED);
    } else {
      start(inquiry);
    }
    return inquiry.answer().whenComplete((answer, failure) -> open.remove(inquiry));
  }

  private void start(Inquiry inquiry) {
    try {
      inquiry.start(wire, deadline);
    } catch (RejectedExecutionException closing) {
      inquiry.end(Failures.CLOSED);
    }
  }

  /** Ends the lookups that are under way; they, and all later ones, are answered with a failure. */
  @Override
  public void close() {
    closed = true;
    open.forEach(inquiry -> inquiry.end(Failures.CLOSED));
    wire.close();
  }
}
