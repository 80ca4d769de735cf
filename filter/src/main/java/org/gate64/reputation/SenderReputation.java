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

  /** The part of what an address does that counts for all of its network. */
  private static final double FOR_ALL = 0.1;

  /** No message counts for more than a whole address that has turned bad. */
  private static final double MOST_FOR_ALL = 1;

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
    if (claim.isEmpty()) {
      addForAll(causes);
    }
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

  /**
   * Where a network is shared, those who prove nothing answer for their address alone; but whoever
   * has a /64 to himself could make it look shared with a few cheap domains, and use each of its
   * addresses once. So a part of what an address does counts for all, until it turns bad itself and
   * its network hears of that as of a child. In the long memory only: in the short one, one
   * hijacked neighbour could outweigh within minutes what many others do in a day.
   */
  private void addForAll(Map<Cause, Integer> causes) {
    Weighing weighing = weighing();
    if (weighing.tellsAddressesApart() && !weighing.hasBadAddress()) {
      Tally bad =
          causes.entrySet().stream()
              .filter(each -> each.getKey().side() == Cause.Side.BAD)
              .map(each -> tally(each.getKey(), each.getValue()))
              .reduce(Tally.empty(), this::sum);
      add(sender.subject(), bad.partOfLong(Math.min(FOR_ALL, MOST_FOR_ALL / bad.longBad())));
    }
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
