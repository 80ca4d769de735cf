package org.gate64.policy;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.dmarc.Alignment;
import org.gate64.evidence.dmarc.DmarcResult;
import org.gate64.evidence.fcrdns.FcrdnsResult;

/** Reads the findings off the evidence. */
final class Findings {

  private Findings() {}

  static Set<Finding> of(Evidence evidence, RequiredAlignment required) {
    Set<Finding> findings = of(evidence.fcrdns());
    authentication(evidence, required).ifPresent(findings::add);
    if (evidence.author() instanceof Author.Malformed) {
      findings.add(Finding.FROM_MALFORMED);
    }
    dmarc(evidence.dmarc()).ifPresent(findings::add);
    return findings;
  }

  /**
   * Where no policy could be found, nothing is made of it: whoever sends in the name of a domain
   * does not have its DNS in his hands, but some have DNS that never answers this one question.
   */
  private static Optional<Finding> dmarc(DmarcResult dmarc) {
    if (!dmarc.asksForConsequence()) {
      return Optional.empty();
    }
    return switch (dmarc.status()) {
      case FAIL -> Optional.of(Finding.DMARC_FAIL);
      case TEMPERROR -> Optional.of(Finding.DMARC_UNAVAILABLE);
      case NONE, PASS, PERMERROR -> Optional.empty();
    };
  }

  /** Without an author there is nobody to be aligned with, and that is a finding of its own. */
  private static Optional<Finding> authentication(Evidence evidence, RequiredAlignment required) {
    return required == RequiredAlignment.ALIGNED && evidence.author() instanceof Author.Known
        ? ofAligned(evidence.dmarc().alignment())
        : ofAny(evidence);
  }

  private static Optional<Finding> ofAny(Evidence evidence) {
    if (evidence.authenticated()) {
      return Optional.empty();
    }
    return Optional.of(
        evidence.authenticationUnavailable() ? Finding.AUTH_UNAVAILABLE : Finding.UNAUTHENTICATED);
  }

  private static Optional<Finding> ofAligned(Alignment alignment) {
    return switch (alignment) {
      case ALIGNED -> Optional.empty();
      case UNKNOWN -> Optional.of(Finding.AUTH_UNAVAILABLE);
      case UNALIGNED -> Optional.of(Finding.UNAUTHENTICATED);
    };
  }

  static Set<Finding> of(FcrdnsResult fcrdns) {
    Set<Finding> findings = EnumSet.noneOf(Finding.class);
    if (fcrdns instanceof FcrdnsResult.NoPointer) {
      findings.add(Finding.NO_PTR);
    } else if (fcrdns instanceof FcrdnsResult.Unconfirmed) {
      findings.add(Finding.PTR_UNCONFIRMED);
    } else if (fcrdns instanceof FcrdnsResult.Unavailable) {
      findings.add(Finding.PTR_UNAVAILABLE);
    }
    return findings;
  }
}
