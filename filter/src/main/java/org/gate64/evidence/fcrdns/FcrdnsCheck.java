package org.gate64.evidence.fcrdns;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.DnsRecord;
import org.gate64.dns.Payer;
import org.gate64.dns.RecordType;
import org.gate64.dns.SharedDns;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;

/**
 * Finds out whether a client has forward-confirmed reverse DNS: its address has a name, and that
 * name has the address (RFC 8601, section 2.7.3; RFC 1912, section 2.1).
 */
public final class FcrdnsCheck {

  /** As many as SPF looks at (RFC 7208, section 4.6.4); a mail server has one or two. */
  private static final int MOST_NAMES = 10;

  private final SharedDns dns;

  /** Asks this DNS. */
  public FcrdnsCheck(SharedDns dns) {
    this.dns = dns;
  }

  /**
   * Checks an address, on the account of its network. The future never fails, and is complete when
   * every lookup is, or when the first name is confirmed.
   *
   * <p>The names are looked up a few at a time. Where several are confirmed, the result bears the
   * one that comes first in the PTR answer among those that have been confirmed by then.
   */
  public CompletableFuture<FcrdnsResult> check(ClientAddress client) {
    DnsQuestion reverse = new DnsQuestion(client.reverseName(), RecordType.PTR);
    Dns paid = dns.paidBy(Payer.of(client));
    return paid.lookup(reverse).thenCompose(answer -> afterReverse(paid, client, reverse, answer));
  }

  private static CompletableFuture<FcrdnsResult> afterReverse(
      Dns dns, ClientAddress client, DnsQuestion reverse, DnsAnswer answer) {
    if (answer instanceof DnsAnswer.Failure failure) {
      return CompletableFuture.completedFuture(unavailable(reverse, failure));
    }
    if (answer instanceof DnsAnswer.Found found) {
      List<DomainName> names =
          found.records(DnsRecord.Pointer.class).stream()
              .map(DnsRecord.Pointer::name)
              .distinct()
              .limit(MOST_NAMES)
              .filter(DomainName::isHostName)
              .toList();
      return new Confirmation(dns, client, names).result();
    }
    return CompletableFuture.completedFuture(new FcrdnsResult.NoPointer());
  }

  /**
   * Question and failure. The name in the question may be the client's choice, for PTR leads to it;
   * what is no name of a host was sorted out before, and who writes it down escapes it.
   */
  static FcrdnsResult unavailable(DnsQuestion question, DnsAnswer.Failure failure) {
    return new FcrdnsResult.Unavailable(question + ": " + failure.detail());
  }
}
