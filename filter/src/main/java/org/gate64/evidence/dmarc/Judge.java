package org.gate64.evidence.dmarc;

import java.util.ArrayList;
import java.util.Comparator;
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
 * <p>For a message with authors of several domains DMARC has no one result; a receiver may go on
 * with each domain for itself (RFC 9989, section 5.3.1). gate64 does, for a mail program may show
 * any of them, and one that the sender owns must not vouch for another: the message fails where it
 * fails for any domain, under the strictest policy of these (section 11.5), and it is aligned only
 * where each domain is. Else the result is none.
 */
final class Judge {

  private static final String SEVERAL = "the message has authors of several domains";
  private static final String ONE = SEVERAL + ", and this is of one of them";

  private final Author author;

  Judge(Author author) {
    this.author = author;
  }

  /**
   * How far each author's organization reaches. That is more than the policies that apply, but with
   * it nobody's late signature can make a forged author undecided.
   */
  Step<List<Walk>> discover(Map<DnsQuestion, Answer> known) {
    Facts facts = new Facts(known);
    List<Walk> walks = domains().stream().map(domain -> Walk.from(domain, facts)).toList();
    return new Step<>(walks, facts.wanted());
  }

  /** What the message comes to. */
  Step<DmarcResult> judge(List<Identifier> identifiers, Map<DnsQuestion, Answer> known) {
    if (author instanceof Author.Malformed malformed) {
      return settled(DmarcStatus.PERMERROR, malformed.detail());
    }
    List<DomainName> domains = domains();
    return domains.size() == 1
        ? AuthorJudgement.of(domains.get(0), identifiers, known)
        : several(domains, identifiers, known);
  }

  private List<DomainName> domains() {
    return author instanceof Author.Known known ? known.domains() : List.of();
  }

  private static Step<DmarcResult> several(
      List<DomainName> domains, List<Identifier> identifiers, Map<DnsQuestion, Answer> known) {
    List<DmarcResult> each = new ArrayList<>();
    Set<DnsQuestion> wanted = new LinkedHashSet<>();
    for (DomainName domain : domains) {
      Step<DmarcResult> one = AuthorJudgement.of(domain, identifiers, known);
      each.add(one.value());
      wanted.addAll(one.wanted());
    }
    DmarcResult leastAligned = leastAligned(each);
    Alignment alignment = leastAligned.alignment();
    DmarcResult result =
        worst(each)
            .map(one -> new DmarcResult(one.status(), one.author(), atStake(one), alignment, ONE))
            .orElseGet(
                () ->
                    new DmarcResult(
                        DmarcStatus.NONE,
                        leastAligned.author(),
                        Optional.empty(),
                        alignment,
                        SEVERAL));
    return new Step<>(result, wanted);
  }

  /** Aligned for certain is better than perhaps, and that better than not. */
  private static DmarcResult leastAligned(List<DmarcResult> results) {
    List<Alignment> fromTheWorst =
        List.of(Alignment.UNALIGNED, Alignment.UNKNOWN, Alignment.ALIGNED);
    return results.stream()
        .min(Comparator.comparing(result -> fromTheWorst.indexOf(result.alignment())))
        .orElseThrow();
  }

  /**
   * The failure under the strictest policy, or what is not decided under it; a failure that has no
   * consequences stands back behind what may have some, or an author of one's own could hide it.
   */
  private static Optional<DmarcResult> worst(List<DmarcResult> results) {
    return results.stream()
        .filter(Judge::isOpenOrFails)
        .max(
            Comparator.comparing(Judge::mayHaveConsequences)
                .thenComparing(result -> result.status() == DmarcStatus.FAIL)
                .thenComparing(Judge::applicable));
  }

  private static boolean mayHaveConsequences(DmarcResult result) {
    return applicable(result) != Disposition.NONE;
  }

  private static boolean isOpenOrFails(DmarcResult result) {
    return result.status() == DmarcStatus.FAIL || result.status() == DmarcStatus.TEMPERROR;
  }

  private static Disposition applicable(DmarcResult result) {
    return atStake(result).map(DmarcPolicy::applicable).orElse(Disposition.NONE);
  }

  /** The policy that the message may break: whatever is aligned for certain breaks none. */
  private static Optional<DmarcPolicy> atStake(DmarcResult result) {
    return result.policy().filter(policy -> result.alignment() != Alignment.ALIGNED);
  }

  private static Step<DmarcResult> settled(DmarcStatus status, String detail) {
    return new Step<>(result(status, Alignment.UNALIGNED, detail), Set.of());
  }

  private static DmarcResult result(DmarcStatus status, Alignment alignment, String detail) {
    return new DmarcResult(status, Optional.empty(), Optional.empty(), alignment, detail);
  }
}
