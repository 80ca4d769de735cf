package org.gate64.screening;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.gate64.attempts.SteeringTable.Fate;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.gate64.net.HeaderField;
import org.gate64.net.MailPath;
import org.gate64.policy.Finding;
import org.gate64.policy.Tries;
import org.gate64.policy.Verdict;
import org.gate64.reporting.Judgement;
import org.gate64.reputation.Attribution;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Claim;
import org.gate64.reputation.SenderReputation;
import org.gate64.reputation.Standings;
import org.gate64.reputation.Standings.Shield;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of those who send one message, and what the message adds to it. The recipients are
 * told by one thread, before the judgement.
 */
final class MessageMemory {

  private static final String REFUSED = Cause.REFUSED.keyword();

  /**
   * Recipients that do not exist, that have no address, that have moved, or that take no mail (RFC
   * 3463, section 3.2; RFC 7505). Other codes of that class are about the sender.
   */
  private static final Set<String> BAD_ADDRESS = Set.of("5.1.1", "5.1.3", "5.1.6", "5.1.10");

  private static final Logger LOG = LoggerFactory.getLogger(MessageMemory.class);

  private final SenderReputation sender;
  private final MessageTries tries;
  private final ClientAddress.Family family;
  private final Traps traps;
  private final Map<Cause, Integer> ofRecipients = new EnumMap<>(Cause.class);

  /**
   * @param family over which the message comes
   */
  MessageMemory(
      SenderReputation sender, MessageTries tries, ClientAddress.Family family, Traps traps) {
    this.sender = sender;
    this.tries = tries;
    this.family = family;
    this.traps = traps;
  }

  void recipient(MailPath recipient) {
    tries.recipient(recipient);
    seeIfTrap(recipient);
  }

  /**
   * A recipient that the mail server has rejected; other reasons than the address are its own
   * business.
   */
  void rejectedRecipient(MailPath recipient, String status) {
    seeIfTrap(recipient);
    if (BAD_ADDRESS.contains(status)) {
      ofRecipients.merge(Cause.UNKNOWN_RECIPIENT, 1, Integer::sum);
    }
  }

  private void seeIfTrap(MailPath recipient) {
    if (traps.holds(recipient)) {
      ofRecipients.merge(Cause.TRAP, 1, Integer::sum);
      tries.trap(recipient);
    }
  }

  void header(HeaderField field) {
    tries.header(field);
  }

  /** How often mail like this was steered, before the message is seen. */
  Tries triesByNow() {
    return tries.byNow();
  }

  /** How often the message was steered, once it has been seen. Never fails. */
  CompletableFuture<Tries> tries() {
    return tries.tries();
  }

  /** The standings by now, before the message has been authenticated. */
  Standings byNow() {
    return sender.byNow();
  }

  /** The standings for a judgement by this evidence. Never fails. */
  CompletableFuture<Standings> standings(Evidence evidence) {
    return sender.standings(claim(evidence));
  }

  /** Whom its recipients' words will count for; empty where it is not delivered, or not judged. */
  Optional<Attribution> attribution(Judgement judgement) {
    return judgement instanceof Judgement.OfMessage ofMessage
            && !ofMessage.verdict().action().refuses()
        ? Optional.of(
            sender.attribution(claim(ofMessage.evidence()), ofMessage.standings().shield()))
        : Optional.empty();
  }

  /** Has remembered what the message showed. Nothing waits for it. */
  void remember(Judgement judgement) {
    if (judgement instanceof Judgement.OfClient ofClient) {
      Verdict verdict = ofClient.verdict();
      refused(Optional.empty(), tries.refusedUnseen(verdict, words(Lessons.ofRefused(verdict))));
      count(verdict, Optional.empty(), ofClient.standings());
    } else if (judgement instanceof Judgement.OfMessage ofMessage) {
      Evidence evidence = ofMessage.evidence();
      Verdict verdict = ofMessage.verdict();
      if (verdict.action().refuses()) {
        refused(
            claim(evidence), tries.refused(verdict, words(Lessons.ofRefused(verdict, evidence))));
      } else {
        Set<Cause> lessons = Lessons.ofDelivered(verdict, evidence);
        delivered(claim(evidence), lessons, ofMessage.standings().shield());
        mended(claim(evidence), lessons);
      }
      boolean delivered = !verdict.action().refuses();
      count(verdict, delivered ? owner(evidence) : Optional.empty(), ofMessage.standings());
    } else {
      abandoned();
    }
  }

  /** The message will not be judged; its recipients tell all the same. */
  void abandoned() {
    refused(Optional.empty(), CompletableFuture.completedFuture(Set.of()));
  }

  /** The same mail is held against its sender once, however often it comes again. */
  private void refused(Optional<Claim> claim, CompletableFuture<Set<String>> fresh) {
    remembered(
        fresh.thenAcceptBoth(
            tries.trapsRefusedBefore(),
            (counted, trapsBefore) -> {
              Map<Cause, Integer> causes = ofRecipients(trapsBefore);
              counted.stream()
                  .flatMap(word -> Cause.byKeyword(word).stream())
                  .forEach(cause -> causes.put(cause, 1));
              sender.remember(claim, causes, Shield.NONE);
            }));
  }

  /** What had been held against mail when it was refused is not held against it again. */
  private void delivered(Optional<Claim> claim, Set<Cause> lessons, Shield shield) {
    CompletableFuture<Set<String>> before =
        lessons.contains(Cause.FILTER_SPAM)
            ? tries.countedBeforeDelivery()
            : CompletableFuture.completedFuture(Set.of());
    remembered(
        before.thenAcceptBoth(
            tries.trapsDeliveredAfterAll(),
            (counted, trapsBefore) -> {
              Map<Cause, Integer> causes = ofRecipients(trapsBefore);
              lessons.stream()
                  .filter(cause -> !counted.contains(cause.keyword()))
                  .forEach(cause -> causes.put(cause, 1));
              sender.remember(claim, causes, shield);
            }));
  }

  private void mended(Optional<Claim> claim, Set<Cause> lessons) {
    Fate fate =
        switch (family) {
          case IPV4 -> Fate.FELL_BACK;
          case IPV6 -> Fate.MENDED;
        };
    boolean welcome = claim.isPresent() && !lessons.contains(Cause.FILTER_SPAM);
    remembered(
        tries
            .delivered(fate)
            .thenAccept(
                steered ->
                    steered
                        .filter(before -> welcome && before.isCounted(REFUSED))
                        .flatMap(Recollection::network)
                        .ifPresent(sender::mended)));
  }

  private Map<Cause, Integer> ofRecipients(int trapsBefore) {
    Map<Cause, Integer> causes = new EnumMap<>(Cause.class);
    causes.putAll(ofRecipients);
    causes.computeIfPresent(Cause.TRAP, (trap, all) -> all - trapsBefore);
    return causes;
  }

  private static Set<String> words(Set<Cause> causes) {
    return causes.stream().map(Cause::keyword).collect(Collectors.toSet());
  }

  private static void remembered(CompletableFuture<Void> memory) {
    CompletableFuture<Void> unused =
        memory.whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.error("What a message showed could not be remembered", failure);
              }
            });
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

  private static Optional<Claim> claim(Evidence evidence) {
    return evidence
        .authenticatedDomain()
        .map(proven -> new Claim(proven.domain(), proven.aligned(), proven.sending()));
  }

  /** The author, else whoever the address is named after: names that cannot be had for nothing. */
  private static Optional<DomainName> owner(Evidence evidence) {
    return claim(evidence)
        .filter(Claim::aligned)
        .map(Claim::domain)
        .or(
            () ->
                evidence.fcrdns() instanceof FcrdnsResult.Confirmed confirmed
                    ? Optional.of(confirmed.name())
                    : Optional.empty())
        .map(DomainName::likelyRegistered);
  }
}
