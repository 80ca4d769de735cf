package org.gate64.evidence.dmarc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gate64.dns.DnsQuestion;
import org.gate64.evidence.dmarc.Identifier.Proof;
import org.gate64.evidence.dmarc.PolicyRecord.Requests;
import org.gate64.net.DomainName;

/**
 * Judges a message of one author's domain by what is known of DNS at one moment (RFC 9989, sections
 * 5.3.2 to 5.3.6). What is not known counts as unavailable, and is asked for where it matters.
 */
final class AuthorJudgement {

  private static final String UNDECIDED =
      "DNS would not say whether SPF or DKIM speaks for the author's domain";

  private final DomainName author;
  private final List<Identifier> identifiers;
  private final Facts facts;

  private AuthorJudgement(DomainName author, List<Identifier> identifiers, Facts facts) {
    this.author = author;
    this.identifiers = identifiers;
    this.facts = facts;
  }

  static Step<DmarcResult> of(
      DomainName author, List<Identifier> identifiers, Map<DnsQuestion, Answer> known) {
    Facts facts = new Facts(known);
    DmarcResult result = new AuthorJudgement(author, identifiers, facts).result();
    if (result.alignment() != Alignment.ALIGNED) {
      return new Step<>(result, facts.wanted());
    }
    boolean settled = result.status() != DmarcStatus.TEMPERROR;
    Facts needed = settled ? new Facts(known) : facts;
    Walk walk = Walk.from(author, needed);
    return new Step<>(
        walk.isComplete() ? result.within(walk.organizationalDomain()) : result, needed.wanted());
  }

  private DmarcResult result() {
    Discovery discovery = Discovery.of(author, facts);
    Alignment alignment = new AlignmentCheck(author, discovery, facts).of(identifiers);
    if (discovery instanceof Discovery.Undecided) {
      return new DmarcResult(
          DmarcStatus.TEMPERROR,
          Optional.of(author),
          policyAbove(),
          alignment,
          "DNS would not say whether a policy is published");
    }
    if (discovery instanceof Discovery.Policy policy) {
      return policy
          .record()
          .requests()
          .map(requests -> underPolicy(policy, requests, alignment))
          .orElseGet(() -> none(alignment, "the published record holds no valid policy"));
    }
    return none(alignment, "");
  }

  /**
   * What would be asked for if there were no nearer policy than that of a domain above. Who forges
   * an author can choose a name whose DNS is out of order, but not what is published above it.
   */
  private Optional<DmarcPolicy> policyAbove() {
    return Walk.nearest(author, facts)
        .flatMap(
            stop ->
                stop.record()
                    .requests()
                    .map(requests -> policy(stop.name(), stop.record(), strictest(requests))));
  }

  private static Disposition strictest(Requests requests) {
    boolean missingIsWorse = requests.nonexistent().compareTo(requests.subdomains()) > 0;
    return missingIsWorse ? requests.nonexistent() : requests.subdomains();
  }

  private static DmarcPolicy policy(DomainName domain, PolicyRecord record, Disposition published) {
    return new DmarcPolicy(domain, published, record.applicable(published));
  }

  private DmarcResult none(Alignment alignment, String detail) {
    return new DmarcResult(
        DmarcStatus.NONE, Optional.of(author), Optional.empty(), alignment, detail);
  }

  private DmarcResult underPolicy(Discovery.Policy policy, Requests requests, Alignment alignment) {
    Disposition usual = policy.domain().equals(author) ? requests.domain() : requests.subdomains();
    return switch (alignment) {
      case ALIGNED -> decided(policy, usual, DmarcStatus.PASS, alignment, "");
      case UNKNOWN -> decided(policy, usual, DmarcStatus.TEMPERROR, alignment, UNDECIDED);
      case UNALIGNED -> unaligned(policy, requests, usual);
    };
  }

  /** A failing message is the only one for which it matters whether the domain exists. */
  private DmarcResult unaligned(Discovery.Policy policy, Requests requests, Disposition usual) {
    if (policy.domain().equals(author) || requests.nonexistent() == requests.subdomains()) {
      return failed(policy, usual);
    }
    Answer answer = facts.existenceOf(author);
    if (answer instanceof Answer.Failed || answer instanceof Answer.Awaited) {
      return decided(
          policy,
          strictest(requests),
          DmarcStatus.TEMPERROR,
          Alignment.UNALIGNED,
          "DNS would not say whether the author's domain exists");
    }
    boolean missing = answer instanceof Answer.Nothing nothing && !nothing.nameExists();
    return failed(policy, missing ? requests.nonexistent() : usual);
  }

  private DmarcResult failed(Discovery.Policy policy, Disposition published) {
    String detail =
        identifiers.stream().anyMatch(identifier -> identifier.proof() == Proof.PASSED)
            ? "what passed SPF or DKIM is not aligned with the author's domain"
            : "neither SPF nor DKIM passed for the author's domain";
    return decided(policy, published, DmarcStatus.FAIL, Alignment.UNALIGNED, detail);
  }

  private DmarcResult decided(
      Discovery.Policy policy,
      Disposition published,
      DmarcStatus status,
      Alignment alignment,
      String detail) {
    return new DmarcResult(
        status,
        Optional.of(author),
        Optional.of(policy(policy.domain(), policy.record(), published)),
        alignment,
        detail);
  }
}
