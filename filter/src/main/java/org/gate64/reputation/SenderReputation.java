package org.gate64.reputation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.gate64.net.DomainName;
import org.gate64.net.Network;
import org.gate64.reputation.Standings.Shield;

/** What is known of one client, for all its messages. Safe for use by many threads. */
public final class SenderReputation {

  private final Reputation reputation;
  private final Sender sender;
  private final CompletableFuture<Map<Subject, TrackRecord>> around;

  SenderReputation(
      Reputation reputation, Sender sender, CompletableFuture<Map<Subject, TrackRecord>> around) {
    this.reputation = reputation;
    this.sender = sender;
    this.around = around;
  }

  /** The standings by now, before a message has been authenticated. */
  public Standings byNow() {
    return reputation.weighing(sender, around.getNow(Map.of())).ofNobody();
  }

  /**
   * The standings for the judgement of a message.
   *
   * @param claim whom the message is authenticated for
   * @return never fails; complete within the patience of the memory, on any thread
   */
  public CompletableFuture<Standings> standings(Optional<Claim> claim) {
    if (claim.isEmpty()) {
      return around.thenApply(known -> reputation.weighing(sender, known).ofNobody());
    }
    Subject domain = new Subject.OfDomain(claim.get().domain());
    return around.thenCombine(
        reputation.store().read(List.of(domain, sender.with(claim.get()))),
        (known, more) -> {
          Map<Subject, TrackRecord> all = new HashMap<>(known);
          all.putAll(more);
          return reputation.weighing(sender, all).of(claim.get());
        });
  }

  /**
   * Has remembered what a message showed of those who sent it.
   *
   * @param claim whom it is authenticated for
   * @param causes what speaks for and against them, and how often
   */
  public void remember(Optional<Claim> claim, Map<Cause, Integer> causes) {
    Instant now = reputation.clock().instant();
    Tally total = Tally.empty();
    for (Map.Entry<Cause, Integer> cause : causes.entrySet()) {
      double weight = reputation.settings().weight(cause.getKey()) * cause.getValue();
      total = total.plus(Tally.of(cause.getKey(), weight, now), reputation.scoring().decay());
    }
    if (total.isEmpty()) {
      return;
    }
    Change change = Change.of(total);
    reputation.store().add(claim.isEmpty() ? unproven() : sender.subject(), change);
    claim.ifPresent(
        proven -> {
          reputation.store().add(new Subject.OfDomain(proven.domain()), change);
          reputation.store().add(sender.with(proven), change);
        });
  }

  /**
   * Has remembered that mail came in order, and who sent it was authenticated, which had been
   * refused before and held against a network, this sender's or another.
   */
  public void mended(Network refused) {
    double weight = reputation.settings().weight(Cause.MENDED);
    if (weight > 0) {
      Tally mended = Tally.of(Cause.MENDED, weight, reputation.clock().instant());
      reputation.store().add(new Subject.OfNetwork(refused), Change.of(mended));
    }
  }

  /**
   * Counts a message for the network.
   *
   * @param owner what all names of the one who sent it have in common, where he proved who he is
   * @param shield why it was let through, if its network is bad
   */
  public void count(Optional<DomainName> owner, Shield shield) {
    Instant now = reputation.clock().instant();
    Tally mail = Tally.ofMail(now);
    Tally counted =
        shield == Shield.PROBATION
            ? mail.plus(Tally.ofProbation(now), reputation.scoring().decay())
            : mail;
    Companions seen = owner.map(name -> Companions.of(name, now)).orElse(Companions.none());
    reputation.store().add(sender.subject(), new Change(counted, seen));
  }

  private Subject unproven() {
    boolean shared = reputation.weighing(sender, around.getNow(Map.of())).isShared();
    return shared ? sender.address() : sender.subject();
  }
}
