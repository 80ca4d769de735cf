package org.gate64.screening;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.net.DomainName;
import org.gate64.net.MailPath;
import org.gate64.policy.DnsHealth;
import org.gate64.policy.Finding;
import org.gate64.policy.Outcome;
import org.gate64.policy.Verdict;
import org.gate64.reporting.Judgement;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Claim;
import org.gate64.reputation.SenderReputation;
import org.gate64.reputation.Standings;
import org.gate64.reputation.Standings.Shield;

/**
 * What is known of those who send one message, and what the message adds to it. The recipients are
 * told by one thread, before the judgement.
 */
final class MessageMemory {

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

  /** Bad destination addresses (RFC 3463, section 3.2). */
  private static final String BAD_ADDRESS = "5.1.";

  private final SenderReputation sender;
  private final Traps traps;
  private final Map<Cause, Integer> ofRecipients = new EnumMap<>(Cause.class);

  MessageMemory(SenderReputation sender, Traps traps) {
    this.sender = sender;
    this.traps = traps;
  }

  void recipient(MailPath recipient) {
    if (traps.holds(recipient)) {
      ofRecipients.merge(Cause.TRAP, 1, Integer::sum);
    }
  }

  /**
   * A recipient that the mail server has rejected; other reasons than the address are its own
   * business.
   */
  void rejectedRecipient(MailPath recipient, String status) {
    recipient(recipient);
    if (status.startsWith(BAD_ADDRESS)) {
      ofRecipients.merge(Cause.UNKNOWN_RECIPIENT, 1, Integer::sum);
    }
  }

  /** The standings by now, before the message has been authenticated. */
  Standings byNow() {
    return sender.byNow();
  }

  /** The standings for a judgement by this evidence. Never fails. */
  CompletableFuture<Standings> standings(Evidence evidence) {
    return sender.standings(claim(evidence));
  }

  /** Has remembered what the message showed. */
  void remember(Judgement judgement) {
    if (judgement instanceof Judgement.OfClient ofClient) {
      remember(Optional.empty(), ofClient.verdict());
      count(ofClient.verdict(), Optional.empty(), ofClient.standings());
    } else if (judgement instanceof Judgement.OfMessage ofMessage) {
      Evidence evidence = ofMessage.evidence();
      remember(claim(evidence), ofMessage.verdict());
      count(ofMessage.verdict(), owner(evidence), ofMessage.standings());
    } else {
      abandoned();
    }
  }

  /** The message will not be judged; its recipients tell all the same. */
  void abandoned() {
    sender.remember(Optional.empty(), ofRecipients);
  }

  private void remember(Optional<Claim> claim, Verdict verdict) {
    Map<Cause, Integer> causes = new EnumMap<>(Cause.class);
    causes.putAll(ofRecipients);
    if (isRefusedByTheRule(verdict)) {
      causes.put(Cause.REFUSED, 1);
    } else if (claim.isPresent() && verdict.outcomes().isEmpty()) {
      causes.put(Cause.ACCEPTED, 1);
    }
    sender.remember(claim, causes);
  }

  /** What was refused for too much mail is not counted, or nothing would ever get through again. */
  private void count(Verdict verdict, Optional<DomainName> owner, Standings standings) {
    boolean tooMuch =
        verdict.outcomes().stream()
            .anyMatch(outcome -> outcome.finding() == Finding.RATE && outcome.applied().refuses());
    if (!tooMuch) {
      boolean delivered = !verdict.action().refuses();
      sender.count(owner, delivered ? standings.shield() : Shield.NONE);
    }
  }

  /** A refusal beside an outage, or while DNS is in trouble, says nothing of the sender. */
  private static boolean isRefusedByTheRule(Verdict verdict) {
    boolean doubtful =
        verdict.dns() == DnsHealth.FAILING
            || verdict.outcomes().stream().map(Outcome::finding).anyMatch(Finding::isOutage);
    return !doubtful && verdict.outcomes().stream().anyMatch(MessageMemory::breaksTheRule);
  }

  private static boolean breaksTheRule(Outcome outcome) {
    return RULE.contains(outcome.finding()) && outcome.applied().refuses();
  }

  private static Optional<Claim> claim(Evidence evidence) {
    return evidence
        .authenticatedDomain()
        .map(proven -> new Claim(proven.domain(), proven.aligned()));
  }

  /** Whoever is authenticated, else whoever the address is named after. */
  private static Optional<DomainName> owner(Evidence evidence) {
    return claim(evidence)
        .map(Claim::domain)
        .or(
            () ->
                evidence.fcrdns() instanceof FcrdnsResult.Confirmed confirmed
                    ? Optional.of(confirmed.name())
                    : Optional.empty())
        .map(DomainName::likelyRegistered);
  }
}
