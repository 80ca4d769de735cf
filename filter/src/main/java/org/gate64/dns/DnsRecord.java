package org.gate64.dns;

import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;

/** The data of one resource record. */
public sealed interface DnsRecord {

  /** From an A or AAAA record. */
  record Address(ClientAddress address) implements DnsRecord {}

  /**
   * From an MX record (RFC 5321, section 5.1).
   *
   * @param preference lower is tried first
   * @param exchange {@link DomainName#ROOT} for a null MX
   */
  record Exchange(int preference, DomainName exchange) implements DnsRecord {}

  /** From a PTR record. */
  record Pointer(DomainName name) implements DnsRecord {}

  /**
   * From a TXT record: its strings joined without anything between (RFC 7208, section 3.3; RFC
   * 6376, section 3.6.2.2).
   *
   * @param text each byte as one character (ISO 8859-1)
   */
  record Text(String text) implements DnsRecord {}
}
