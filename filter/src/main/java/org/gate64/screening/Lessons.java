package org.gate64.screening;

import java.util.EnumSet;
import java.util.Set;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.content.ContentStatus;
import org.gate64.policy.Action;
import org.gate64.policy.DnsHealth;
import org.gate64.policy.Finding;
import org.gate64.policy.Outcome;
import org.gate64.policy.Verdict;
import org.gate64.reputation.Cause;

/** What a verdict, and what it rests on, show of whoever sent the message: pure. */
final class Lessons {

  /**
   * The rule, as far as it is the sender who breaks it. What was found in memory is not held
   * against him again.
   */
  private static final Set<Finding> RULE =
      EnumSet.of(
          Finding.NO_PTR,
          Finding.PTR_UNCONFIRMED,
          Finding.UNAUTHENTICATED,
          Finding.FROM_MALFORMED,
          Finding.DMARC_FAIL);

  private static final Set<Finding> REMEMBERED =
      EnumSet.of(Finding.NETWORK_BAD, Finding.DOMAIN_BAD, Finding.RATE);

  private Lessons() {}

  /** Of mail that is refused unseen. */
  static Set<Cause> ofRefused(Verdict verdict) {
    return isRefusedByTheRule(verdict) ? EnumSet.of(Cause.REFUSED) : EnumSet.noneOf(Cause.class);
  }

  /** Of mail that is refused, for whatever reason. */
  static Set<Cause> ofRefused(Verdict verdict, Evidence evidence) {
    Set<Cause> lessons = ofRefused(verdict);
    if (isSpam(evidence)) {
      lessons.add(Cause.FILTER_SPAM);
    }
    return lessons;
  }

  /**
   * Of mail that is delivered. Mail that a content filter found to be wanted is one good thing, not
   * two: it had been welcome without.
   */
  static Set<Cause> ofDelivered(Verdict verdict, Evidence evidence) {
    if (isSpam(evidence)) {
      return EnumSet.of(Cause.FILTER_SPAM);
    }
    if (evidence.authenticatedDomain().isEmpty() || !isWelcome(verdict)) {
      return EnumSet.noneOf(Cause.class);
    }
    boolean ham = evidence.content().filter(ContentStatus.HAM::equals).isPresent();
    return EnumSet.of(ham ? Cause.FILTER_HAM : Cause.ACCEPTED);
  }

  private static boolean isSpam(Evidence evidence) {
    return evidence.content().filter(ContentStatus.SPAM::equals).isPresent();
  }

  /** A refusal beside an outage, or while DNS is in trouble, says nothing of the sender. */
  private static boolean isRefusedByTheRule(Verdict verdict) {
    boolean doubtful =
        verdict.dns() == DnsHealth.FAILING
            || verdict.outcomes().stream().map(Outcome::finding).anyMatch(Finding::isOutage);
    return !doubtful && verdict.outcomes().stream().anyMatch(Lessons::breaksTheRule);
  }

  private static boolean breaksTheRule(Outcome outcome) {
    return RULE.contains(outcome.finding()) && outcome.applied().refuses();
  }

  /** What is let in although it is known to be bad must not become good by it. */
  private static boolean isWelcome(Verdict verdict) {
    return verdict.action() == Action.ACCEPT
        && verdict.outcomes().stream()
            .map(Outcome::finding)
            .noneMatch(finding -> finding == Finding.DMARC_FAIL || REMEMBERED.contains(finding));
  }
}
