package org.gate64.evidence.dmarc;

import org.gate64.dns.Payer;
import org.gate64.dns.SharedDns;
import org.gate64.evidence.author.Author;

/**
 * Finds out whether messages are authenticated for the domain that their author claims, and what
 * that domain asks for where they are not (RFC 9989). Safe for use by many threads.
 */
public final class DmarcCheck {

  private final SharedDns dns;

  /** Asks this DNS. */
  public DmarcCheck(SharedDns dns) {
    this.dns = dns;
  }

  /**
   * Begins to look for the policy that holds for an author. That needs the header only, so it can
   * be known by the time SPF and DKIM are.
   *
   * @param payer on whose account all is that is looked up for it
   */
  public DmarcInquiry check(Author author, Payer payer) {
    return DmarcInquiry.begin(new Judge(author), new Lookups(dns.paidBy(payer)));
  }
}
