package org.gate64.evidence.dmarc;

import org.gate64.dns.Dns;
import org.gate64.evidence.author.Author;

/**
 * Finds out whether messages are authenticated for the domain that their author claims, and what
 * that domain asks for where they are not (RFC 9989). Safe for use by many threads.
 */
public final class DmarcCheck {

  private final Dns dns;

  /** Asks this DNS. */
  public DmarcCheck(Dns dns) {
    this.dns = dns;
  }

  /**
   * Begins to look for the policy that holds for an author. That needs the header only, so it can
   * be known by the time SPF and DKIM are.
   */
  public DmarcInquiry check(Author author) {
    return DmarcInquiry.begin(new Judge(author), new Lookups(dns));
  }
}
