package org.gate64.policy;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.dmarc.Alignment;
import org.gate64.evidence.dmarc.DmarcResult;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.reputation.Standing;
import org.gate64.reputation.Standings;

/** Reads the findings off the evidence and the standings. */
final class Findings {

  private Findings() {}

  static Set<Finding> of(Evidence evidence, Standings standings, RequiredAlignment required) {
    Set<Finding> findings = ofClient(evidence.fcrdns(), standings);
    findings.addAll(ofStandings(standings));
    authentication(evidence, required).ifPresent(findings::add);
    if (evidence.author() instanceof Author.Malformed) {
      findings.add(Finding.FROM_MALFORMED);
    }
    dmarc(evidence.dmarc()).ifPresent(findings::add);
    return findings;
  }

  /**
   * Where no policy could be found, nothing is made of it: whoever sends in the name of a domain
   * does not have its DNS in his hands, but some have DNS that never answers this one question. Nor
   * is anything made of it where what passed is aligned whatever the answer: such mail cannot fail.
   */
  private static Optional<Finding> dmarc(DmarcResult dmarc) {
    if (!dmarc.asksForConsequence() || dmarc.alignment() == Alignment.ALIGNED) {
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

  /** What speaks against a message because of what was before; only the message shows all of it. */
  static Set<Finding> ofStandings(Standings standings) {
    Set<Finding> findings = EnumSet.noneOf(Finding.class);
    if (standings.network().isBad() && standings.shield() == Standings.Shield.NONE) {
      findings.add(Finding.NETWORK_BAD);
    }
    if (speaker(standings).filter(Standing::isBad).isPresent()) {
      findings.add(Finding.DOMAIN_BAD);
    }
    return findings;
  }

  /** What would perhaps not be found, had DNS told who else answers for the message. */
  static Set<Finding> undecided(Evidence evidence) {
    return evidence.mayBeAnsweredForByAnother()
        ? EnumSet.of(Finding.NETWORK_BAD, Finding.DOMAIN_BAD)
        : EnumSet.noneOf(Finding.class);
  }

  /** Whether a finding is due only to what surrounds those whom it is about. */
  static boolean isInherited(Finding finding, Standings standings) {
    Optional<Standing> cause =
        switch (finding) {
          case NETWORK_BAD -> Optional.of(standings.network());
          case DOMAIN_BAD -> speaker(standings);
          case NO_PTR,
              PTR_UNCONFIRMED,
              PTR_UNAVAILABLE,
              UNAUTHENTICATED,
              AUTH_UNAVAILABLE,
              FROM_MALFORMED,
              DMARC_FAIL,
              DMARC_UNAVAILABLE,
              RATE,
              OVERLOAD ->
              Optional.empty();
        };
    return cause.filter(standing -> standing.basis() == Standing.Basis.INHERITED).isPresent();
  }

  private static Optional<Standing> speaker(Standings standings) {
    return standings.speaker().map(Standings.Speaker::standing);
  }

  /** What is the client's own, whatever its message. */
  static Set<Finding> ofClient(FcrdnsResult fcrdns, Standings standings) {
    Set<Finding> findings = EnumSet.noneOf(Finding.class);
    if (fcrdns instanceof FcrdnsResult.NoPointer) {
      findings.add(Finding.NO_PTR);
    } else if (fcrdns instanceof FcrdnsResult.Unconfirmed) {
      findings.add(Finding.PTR_UNCONFIRMED);
    } else if (fcrdns instanceof FcrdnsResult.Unavailable) {
      findings.add(Finding.PTR_UNAVAILABLE);
    }
    if (standings.traffic().isExcessive()) {
      findings.add(Finding.RATE);
    }
    return findings;
  }
}
