package org.gate64.evidence.dmarc;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gate64.evidence.dmarc.Identifier.Proof;
import org.gate64.evidence.dmarc.PolicyRecord.Mode;
import org.gate64.net.DomainName;

/**
 * Which identifiers are aligned with one author's domain (RFC 9989, sections 4.4 and 4.10.2).
 *
 * <p>An identifier's organizational domain is the identifier or lies above it; so only identifiers
 * within the author's organizational domain can be aligned, and only they need a walk. Two walks
 * that meet go the same way from there on. So where both choose the same name by what they found
 * before one of them failed, they are aligned whatever is published further up; and where the
 * author's walk fails but the identifier's comes to its end, that one ended at a {@code psd=} which
 * the author's does not pass, and they are not.
 *
 * <p><b>Where no policy applies</b> the RFC knows no alignment, for no record tells how far an
 * organization reaches. Yet much honest mail is from such domains, and a receiver may demand of all
 * mail that somebody speaks for its author. So there a domain speaks for those within it, and they
 * for it: whoever owns a name can have mail sent and signed under any name below, and a mail
 * server's own name, by which bounces are authenticated, usually lies below the domain it serves.
 * To take too much for aligned lets through what would pass without that demand anyway; to take too
 * little would refuse honest mail. The upper name has two labels at least, since nobody speaks for
 * all of {@code com}; at a public suffix of two labels this relates customers to the suffix, never
 * to each other. Siblings are aligned only where a record shows that they belong together.
 */
final class AlignmentCheck {

  /**
   * Walks for the identifiers of one message; those beyond are taken for unaligned. Honest mail
   * needs one or two, for its sender's domain and its signer's; eight signatures by names made up
   * for the purpose would need eight.
   */
  static final int MOST_WALKS = 4;

  private final DomainName author;
  private final Discovery discovery;
  private final Facts facts;
  private final Set<DomainName> walked = new HashSet<>();

  AlignmentCheck(DomainName author, Discovery discovery, Facts facts) {
    this.author = author;
    this.discovery = discovery;
    this.facts = facts;
  }

  /** Of a message with these identifiers, those that passed first. */
  Alignment of(List<Identifier> identifiers) {
    Alignment alignment = Alignment.UNALIGNED;
    for (Identifier identifier : identifiers) {
      Alignment one = of(identifier);
      if (one == Alignment.ALIGNED && identifier.proof() == Proof.PASSED) {
        return Alignment.ALIGNED;
      }
      if (one != Alignment.UNALIGNED) {
        alignment = Alignment.UNKNOWN;
      }
    }
    return alignment;
  }

  private Alignment of(Identifier identifier) {
    DomainName domain = identifier.domain();
    if (domain.equals(author)) {
      return Alignment.ALIGNED;
    }
    if (!topLevel(domain).equals(topLevel(author))) {
      return Alignment.UNALIGNED;
    }
    if (discovery instanceof Discovery.Undecided) {
      return Alignment.UNKNOWN;
    }
    Optional<PolicyRecord> record = applicable();
    if (record.isPresent()) {
      return record.get().mode(identifier.mechanism()) == Mode.STRICT
          ? Alignment.UNALIGNED
          : relaxed(domain);
    }
    return isRelated(domain) ? Alignment.ALIGNED : relaxed(domain);
  }

  private Optional<PolicyRecord> applicable() {
    return discovery instanceof Discovery.Policy policy
        ? Optional.of(policy.record()).filter(record -> record.requests().isPresent())
        : Optional.empty();
  }

  private Alignment relaxed(DomainName domain) {
    Walk own = Walk.from(author, facts);
    if (!domain.isWithin(own.organizationalDomain())) {
      return own.isComplete() ? Alignment.UNALIGNED : Alignment.UNKNOWN;
    }
    if (own.extent() == Walk.Extent.UNFINISHED) {
      return Alignment.UNKNOWN;
    }
    walked.add(domain);
    if (walked.size() > MOST_WALKS) {
      return Alignment.UNALIGNED;
    }
    Walk other = Walk.from(domain, facts);
    if (other.organizationalDomain().equals(own.organizationalDomain())) {
      return Alignment.ALIGNED;
    }
    return other.isComplete() ? Alignment.UNALIGNED : Alignment.UNKNOWN;
  }

  private boolean isRelated(DomainName domain) {
    return (domain.isWithin(author) && hasSeveralLabels(author))
        || (author.isWithin(domain) && hasSeveralLabels(domain));
  }

  private static boolean hasSeveralLabels(DomainName name) {
    return name.toString().indexOf('.') > 0;
  }

  private static String topLevel(DomainName name) {
    String text = name.toString();
    return text.substring(text.lastIndexOf('.') + 1);
  }
}
