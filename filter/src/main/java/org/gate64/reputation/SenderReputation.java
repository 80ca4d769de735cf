package org.gate64.reputation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    return weighing().ofNobody();
  }

  /**
   * The standings for the judgement of a message. The network's record is read anew, for other
   * messages may have been counted since this one began.
   *
   * @param claim whom the message is authenticated for
   * @return never fails; complete within the patience of the memory, on any thread
   */
  public CompletableFuture<Standings> standings(Optional<Claim> claim) {
    List<Subject> fresh = new ArrayList<>(List.of(sender.subject()));
    claim.ifPresent(
        proven -> {
          fresh.add(new Subject.OfDomain(proven.domain()));
          fresh.add(sender.with(proven));
        });
    return around.thenCombine(
        reputation.store().read(fresh),
        (known, more) -> {
          Map<Subject, TrackRecord> all = new HashMap<>(known);
          all.putAll(more);
          Weighing weighing = reputation.weighing(sender, all);
          return claim.map(weighing::of).orElseGet(weighing::ofNobody);
        });
  }

  /**
   * Whom it counts for what a message shows.
   *
   * @param claim whom it is authenticated for
   * @param shield why it was let through, if its network is bad
   */
  public Attribution attribution(Optional<Claim> claim, Shield shield) {
    return new Attribution(claim.isEmpty() ? unproven() : sender.network(), claim, shield);
  }

  /**
   * Has remembered what a message showed of those who sent it.
   *
   * @param claim whom it is authenticated for
   * @param causes what speaks for and against them, and how often
   * @param shield why it was let through, if its network is bad
   */
  public void remember(Optional<Claim> claim, Map<Cause, Integer> causes, Shield shield) {
    Attribution attribution = attribution(claim, shield);
    Map<Subject, Tally> totals = new LinkedHashMap<>();
    causes.forEach(
        (cause, times) -> {
          for (Subject subject : attribution.of(cause)) {
            totals.merge(subject, tally(cause, times), this::sum);
          }
        });
    totals.forEach(this::add);
    addForAll(attribution, causes);
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
    Tally counted = shield == Shield.PROBATION ? mail.plus(Tally.ofProbation(now), decay()) : mail;
    Companions seen = owner.map(name -> Companions.of(name, now)).orElse(Companions.none());
    reputation.store().add(sender.subject(), new Change(counted, seen));
  }

  private Network unproven() {
    return weighing().tellsAddressesApart() ? sender.addressNetwork() : sender.network();
  }

  /** Nothing, where the network has heard of the address as of a child. */
  private void addForAll(Attribution attribution, Map<Cause, Integer> causes) {
    attribution
        .around(reputation.ancestry())
        .filter(network -> !weighing().hasBadAddress())
        .ifPresent(
            network -> {
              Tally held =
                  causes.entrySet().stream()
                      .map(each -> tally(each.getKey(), each.getValue()))
                      .reduce(Tally.empty(), this::sum);
              add(network, Attribution.forAll(held));
            });
  }

  private void add(Subject subject, Tally total) {
    if (!total.trimmed().isEmpty()) {
      reputation.store().add(subject, Change.of(total));
    }
  }

  private Tally tally(Cause cause, int times) {
    double weight = reputation.settings().weight(cause) * times;
    return Tally.of(cause, weight, reputation.clock().instant());
  }

  private Tally sum(Tally one, Tally other) {
    return one.plus(other, decay());
  }

  private Weighing weighing() {
    return reputation.weighing(sender, around.getNow(Map.of()));
  }

  private Decay decay() {
    return reputation.scoring().decay();
  }
}
