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

  private final Map<DnsQuestion, Answer> known;
  private final Set<DnsQuestion> wanted = new LinkedHashSet<>();

  Facts(Map<DnsQuestion, Answer> known) {
    this.known = known;
  }

  /** What is published for a domain itself (RFC 9989, section 4.5). */
  Answer policyAt(DomainName domain) {
    Optional<DomainName> name = domain.child(LABEL);
    return name.isPresent()
        ? answer(new DnsQuestion(name.get(), RecordType.TXT))
        : new Answer.Nothing(false);
  }

  /**
   * Whether a domain exists: any question tells, for only NXDOMAIN means that it does not (RFC
   * 9989, section 3.2.13 and appendix A.4).
   */
  Answer existenceOf(DomainName domain) {
    return answer(new DnsQuestion(domain, RecordType.A));
  }

  /** What was looked at and has to be asked for still. */
  Set<DnsQuestion> wanted() {
    return wanted;
  }

  private Answer answer(DnsQuestion question) {
    Answer answer = known.get(question);
    if (answer == null) {
      wanted.add(question);
      return new Answer.Awaited();
    }
    return answer;
  }
}
