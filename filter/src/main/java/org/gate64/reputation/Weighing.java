package org.gate64.reputation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.gate64.net.DomainName;
import org.gate64.reputation.Standing.Basis;
import org.gate64.reputation.Standing.State;
import org.gate64.reputation.Standings.Shield;
import org.gate64.reputation.Standings.Speaker;
import org.gate64.reputation.Standings.Traffic;

/**
 * From the records that concern a message to its standings: pure.
 *
 * <p>A bad network must not sink a neighbour who proves who he is, and whoever rents a domain for a
 * day must not get out of a bad network by it. So an aligned domain of good standing of its own
 * shields its mail; one that is new is let through a few times an hour, counted for the network as
 * a whole; and neither helps where the domain's mail from this very network is bad.
 */
final class Weighing {

  private final Scoring scoring;
  private final ReputationSettings settings;
  private final Pins pins;
  private final Sender sender;
  private final Map<Subject, TrackRecord> known;
  private final Instant now;

  Weighing(
      Scoring scoring,
      ReputationSettings settings,
      Pins pins,
      Sender sender,
      Map<Subject, TrackRecord> known,
      Instant now) {
    this.scoring = scoring;
    this.settings = settings;
    this.pins = pins;
    this.sender = sender;
    this.known = known;
    this.now = now;
  }

  /** Whether many use the network who have nothing to do with each other. */
  boolean isShared() {
    Companions seen = record(sender.subject()).companions();
    return seen.since(now, settings.sharedWithin()) >= settings.sharedFrom();
  }

  /** Whether those who prove nothing are told apart by their addresses. */
  boolean tellsAddressesApart() {
    return isShared() && !sender.address().equals(sender.subject());
  }

  /** Whether the address is bad by its own record, so that its network has heard of it. */
  boolean hasBadAddress() {
    return scoring.isBadByItself(sender.address(), known, now);
  }

  /** Of a message that is authenticated for nobody, or not yet. */
  Standings ofNobody() {
    Standing network = ofNetwork(isShared() ? sender.address() : sender.subject());
    return new Standings(network, Optional.empty(), Shield.NONE, traffic(granted(network)));
  }

  /** Of a message that is authenticated for a domain. */
  Standings of(Claim claim) {
    Standing network = ofNetwork(sender.subject());
    Standing domain = ofDomain(claim.domain());
    Shield shield = network.isBad() ? shield(claim, network, domain) : Shield.NONE;
    State counted = shield == Shield.GOOD_DOMAIN ? State.GOOD : granted(network);
    return new Standings(
        network, Optional.of(new Speaker(claim.domain(), domain)), shield, traffic(counted));
  }

  /** What an operator has set yields to nothing but what an operator has set. */
  private Shield shield(Claim claim, Standing network, Standing domain) {
    boolean badHere = scoring.standing(sender.with(claim), known, now).isBad();
    if (!claim.aligned() || badHere) {
      return Shield.NONE;
    }
    if (network.basis() == Basis.PINNED) {
      return domain.basis() == Basis.PINNED && domain.isGoodByItself()
          ? Shield.GOOD_DOMAIN
          : Shield.NONE;
    }
    if (domain.isGoodByItself()) {
      return Shield.GOOD_DOMAIN;
    }
    return domain.state() == State.UNKNOWN && hasProbationLeft() ? Shield.PROBATION : Shield.NONE;
  }

  private boolean hasProbationLeft() {
    return hourly(tally().probations() + 1) <= settings.probation();
  }

  private Traffic traffic(State state) {
    return new Traffic(hourly(tally().mails() + 1), settings.allowed(state));
  }

  private double hourly(double count) {
    return Hourly.of(count, scoring.decay());
  }

  /** What is only inherited grants nothing: a network that is good for its neighbours is new. */
  private static State granted(Standing network) {
    return network.state() == State.GOOD && !network.isGoodByItself()
        ? State.UNKNOWN
        : network.state();
  }

  private Standing ofNetwork(Subject subject) {
    Standing remembered = scoring.standing(subject, known, now);
    return pins.of(sender.address(), now).map(pin -> pin.over(remembered)).orElse(remembered);
  }

  private Standing ofDomain(DomainName domain) {
    Subject subject = new Subject.OfDomain(domain);
    Standing remembered = scoring.standing(subject, known, now);
    return pins.of(subject, now).map(pin -> pin.over(remembered)).orElse(remembered);
  }

  private Tally tally() {
    return record(sender.subject()).at(now, scoring.decay());
  }

  private TrackRecord record(Subject subject) {
    return known.getOrDefault(subject, TrackRecord.empty());
  }
}
