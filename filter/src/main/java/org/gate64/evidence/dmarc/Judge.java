package org.gate64.evidence.dmarc;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gate64.dns.DnsQuestion;
import org.gate64.evidence.author.Author;
import org.gate64.net.DomainName;

/**
 * Judges a message by what is known of DNS at one moment. Pure.
 *
 * <p>A message with authors of several domains is none of DMARC's (RFC 9989, section 5.3.1): no
 * policy applies. But a mail program may show any of them (section 11.5), and one that the sender
 * owns must not vouch for another; so such a message is aligned only where each domain is.
 */
final class Judge {

  /** Domains of authors that are looked at; real mail with two of them is rare (section 11.5). */
  static final int MOST_AUTHORS = 4;

  private static final String SEVERAL = "the message has authors of several domains";

  private final Author author;

  Judge(Author author) {
    this.author = author;
  }

  /** Which policies apply, one for each author's domain. */
  Step<List<Discovery>> discover(Map<DnsQuestion, Finding> known) {
    Facts facts = new Facts(known);
    List<Discovery> policies =
        domains().stream().map(domain -> Discovery.of(domain, facts)).toList();
    return new Step<>(policies, facts.wanted());
  }

  /** What the message comes to. */
  Step<DmarcResult> judge(List<Identifier> identifiers, Map<DnsQuestion, Finding> known) {
    if (author instanceof Author.Malformed malformed) {
      return settled(DmarcStatus.PERMERROR, malformed.detail());
    }
    List<DomainName> domains = domains();
    if (domains.isEmpty()) {
      return settled(DmarcStatus.NONE, "the message has authors of too many domains");
    }
    return domains.size() == 1
        ? AuthorJudgement.of(domains.get(0), identifiers, known)
        : several(domains, identifiers, known);
  }

  /** Those that are looked at: none where there are too many. */
  private List<DomainName> domains() {
    return author instanceof Author.Known known && known.domains().size() <= MOST_AUTHORS
        ? known.domains()
        : List.of();
  }

  /** An alignment other than unknown stays as it is, whatever else DNS will say. */
  private static Step<DmarcResult> several(
      List<DomainName> domains, List<Identifier> identifiers, Map<DnsQuestion, Finding> known) {
    Alignment alignment = Alignment.ALIGNED;
    Set<DnsQuestion> wanted = new LinkedHashSet<>();
    for (DomainName domain : domains) {
      Step<DmarcResult> one = AuthorJudgement.of(domain, identifiers, known);
      switch (one.value().alignment()) {
        case UNALIGNED -> {
          return settled(DmarcStatus.NONE, SEVERAL);
        }
        case UNKNOWN -> {
          alignment = Alignment.UNKNOWN;
          wanted.addAll(one.wanted());
        }
        case ALIGNED -> {}
      }
    }
    return new Step<>(result(DmarcStatus.NONE, alignment, SEVERAL), wanted);
  }

  private static Step<DmarcResult> settled(DmarcStatus status, String detail) {
    return new Step<>(result(status, Alignment.UNALIGNED, detail), Set.of());
  }

  private static DmarcResult result(DmarcStatus status, Alignment alignment, String detail) {
    return new DmarcResult(status, Optional.empty(), Optional.empty(), alignment, detail);
  }
}
