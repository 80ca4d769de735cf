package org.gate64.evidence.dmarc;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.RecordType;
import org.gate64.net.DomainName;

/**
 * What is known of DNS at one moment. Whoever looks at what is not known yet sees it awaited, and
 * leaves behind the question that has to be asked. Used by one thread.
 */
final class Facts {

  private static final String LABEL = "_dmarc";

  private final Map<DnsQuestion, Finding> known;
  private final Set<DnsQuestion> wanted = new LinkedHashSet<>();

  Facts(Map<DnsQuestion, Finding> known) {
    this.known = known;
  }

  /** What is published for a domain itself (RFC 9989, section 4.5). */
  Finding policyAt(DomainName domain) {
    Optional<DomainName> name = domain.child(LABEL);
    return name.isPresent()
        ? finding(new DnsQuestion(name.get(), RecordType.TXT))
        : new Finding.Nothing(false);
  }

  /**
   * Whether a domain exists: any question tells, for only NXDOMAIN means that it does not (RFC
   * 9989, section 3.2.13 and appendix A.4).
   */
  Finding existenceOf(DomainName domain) {
    return finding(new DnsQuestion(domain, RecordType.A));
  }

  /** What was looked at and has to be asked for still. */
  Set<DnsQuestion> wanted() {
    return wanted;
  }

  private Finding finding(DnsQuestion question) {
    Finding finding = known.get(question);
    if (finding == null) {
      wanted.add(question);
      return new Finding.Awaited();
    }
    return finding;
  }
}
