package org.gate64.dns;

import java.util.Locale;
import org.gate64.net.DomainName;

/** What a lookup is for, as far as its question shows. */
public enum LookupKind {
  /** Names of a client. */
  PTR,
  /** Addresses of a name: FCrDNS, the mechanisms of SPF, and whether an author's domain exists. */
  ADDRESS,
  /** Mail exchangers. */
  MX,
  /** Keys (RFC 6376, section 3.6.2.1). */
  DKIM,
  /** Policies (RFC 9989, section 4.5). */
  DMARC,
  /** Every other TXT record. */
  SPF;

  private static final String BELOW_SELECTOR = "._domainkey.";
  private static final String POLICY = "_dmarc.";

  /** The kind of a question. */
  public static LookupKind of(DnsQuestion question) {
    return switch (question.type()) {
      case PTR -> PTR;
      case A, AAAA -> ADDRESS;
      case MX -> MX;
      case TXT -> ofText(question.name());
    };
  }

  private static LookupKind ofText(DomainName name) {
    String text = name.toString();
    if (text.startsWith(POLICY)) {
      return DMARC;
    }
    return text.contains(BELOW_SELECTOR) ? DKIM : SPF;
  }

  /** As metrics and log lines call it. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }
}
