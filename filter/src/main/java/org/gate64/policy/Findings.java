package org.gate64.policy;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.dmarc.Alignment;
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
    if (evidence.dmarc().failsWithConsequence()) {
      findings.add(Finding.DMARC_FAIL);
    }
    return findings;
  }

  private static Optional<Finding> authentication(Evidence evidence, RequiredAlignment required) {
    return switch (required) {
      case ANY -> ofAny(evidence);
      case ALIGNED -> ofAligned(evidence.dmarc().alignment());
    };
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
