package org.gate64.policy;

import java.util.EnumSet;
import java.util.Set;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.fcrdns.FcrdnsResult;

/** Reads the findings off the evidence. */
final class Findings {

  private Findings() {}

  static Set<Finding> of(Evidence evidence) {
    Set<Finding> findings = of(evidence.fcrdns());
    if (!evidence.authenticated()) {
      findings.add(
          evidence.authenticationUnavailable()
              ? Finding.AUTH_UNAVAILABLE
              : Finding.UNAUTHENTICATED);
    }
    if (evidence.author() instanceof Author.Malformed) {
      findings.add(Finding.FROM_MALFORMED);
    }
    return findings;
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
