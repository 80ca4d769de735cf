package org.gate64.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.gate64.net.Network;
import org.gate64.reputation.Standing.Basis;
import org.gate64.reputation.Standing.State;
import org.gate64.reputation.Standings.Shield;
import org.junit.jupiter.api.Test;

/** What standings a message gets, and what is remembered of it. */
class ReputationTest {

  private static final Decay DECAY = new Decay(Duration.ofDays(14), Duration.ofHours(1));
  private static final ReputationSettings SETTINGS =
      new ReputationSettings(
          Map.of(Cause.FILTER_SPAM, 1.0, Cause.ACCEPTED, 0.2, Cause.REFUSED, 0.2, Cause.TRAP, 5.0),
          Map.of(State.UNKNOWN, 100, State.BAD, 10),
          3,
          4,
          Duration.ofDays(14));
  private static final String BAD = "2001:db8:bad::25";

  private final MapStore store = new MapStore(DECAY);
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  private Pins pins = Pins.none();
  private final Reputation reputation =
      new Reputation(
          store,
          new Scoring(ScoreSettings.usual(), new Ancestry(64, 32), DECAY),
          SETTINGS,
          () -> pins,
          () -> now);

  @Test
  void knowsNothingOfAStranger() {
    Standings standings = standings("2001:db8::1", Optional.empty());
    assertThat(standings.network().state()).isEqualTo(State.UNKNOWN);
    assertThat(standings.network().score()).isEqualTo(0.5);
    assertThat(standings.traffic().isExcessive()).isFalse();
  }

  @Test
  void holdsSpamAgainstTheWholeNetwork() {
    spam(BAD, Optional.empty(), 30);
    assertThat(standings("2001:db8:bad::ffff", Optional.empty()).network().isBad()).isTrue();
    assertThat(standings("2001:db8:bad:1::25", Optional.empty()).network().isBad()).isFalse();
  }

  @Test
  void remembersADomainWhereverItSendsFrom() {
    spam("2001:db8:1::1", proven("spam.example"), 15);
    spam("2001:db8:2::1", proven("spam.example"), 15);
    assertThat(ofDomain("2001:db8:3::1", proven("spam.example"))).isEqualTo(State.BAD);
  }

  @Test
  void shieldsAGoodDomainInABadNetwork() {
    spam(BAD, Optional.empty(), 30);
    good("2001:db8:900d::1", proven("good.example"), 200);
    Standings standings = standings(BAD, proven("good.example"));
    assertThat(standings.network().isBad()).isTrue();
    assertThat(standings.shield()).isEqualTo(Shield.GOOD_DOMAIN);
  }

  @Test
  void shieldsNobodyWhoIsNotTheAuthor() {
    spam(BAD, Optional.empty(), 30);
    good("2001:db8:900d::1", proven("good.example"), 200);
    Claim signer = new Claim(name("good.example"), false, false);
    assertThat(standings(BAD, Optional.of(signer)).shield()).isEqualTo(Shield.NONE);
  }

  @Test
  void shieldsNoDomainWhoseMailFromThisNetworkIsBad() {
    good("2001:db8:900d::1", proven("good.example"), 2000);
    spam(BAD, proven("good.example"), 30);
    Standings standings = standings(BAD, proven("good.example"));
    assertThat(standings.speaker().orElseThrow().standing().state()).isNotEqualTo(State.BAD);
    assertThat(standings.shield()).isEqualTo(Shield.NONE);
  }

  @Test
  void letsAFewMessagesOfNewDomainsThroughEachHour() {
    spam(BAD, Optional.empty(), 100);
    for (String domain : new String[] {"a.example", "b.example", "c.example", "e.example"}) {
      assertThat(standings(BAD, proven(domain)).shield()).isEqualTo(Shield.PROBATION);
      reputation.of(sender(BAD)).count(Optional.of(name(domain)), Shield.PROBATION);
    }
    assertThat(standings(BAD, proven("d.example")).shield()).isEqualTo(Shield.NONE);
    now = now.plus(Duration.ofHours(1));
    assertThat(standings(BAD, proven("d.example")).shield()).isEqualTo(Shield.PROBATION);
  }

  @Test
  void takesThoseWhoProveNothingByTheirAddressWhereANetworkIsShared() {
    share("2001:db8:5::");
    spam("2001:db8:5::bad", Optional.empty(), 30);
    assertThat(standings("2001:db8:5::bad", Optional.empty()).network().isBad()).isTrue();
    assertThat(standings("2001:db8:5::1", Optional.empty()).network().isBad()).isFalse();
  }

  @Test
  void forgetsThatANetworkWasShared() {
    share("2001:db8:5::");
    now = now.plus(Duration.ofDays(15));
    spam("2001:db8:5::bad", Optional.empty(), 30);
    assertThat(standings("2001:db8:5::1", Optional.empty()).network().isBad()).isTrue();
  }

  @Test
  void allowsMessagesByStanding() {
    for (int i = 0; i < 200; i++) {
      assertThat(standings("2001:db8::1", Optional.empty()).traffic().isExcessive())
          .as("at message %d in a burst", i)
          .isEqualTo(i >= 144);
      reputation.of(sender("2001:db8::1")).count(Optional.empty(), Shield.NONE);
    }
  }

  @Test
  void tellsARateAsItIs() {
    for (int i = 0; i < 1200; i++) {
      reputation.of(sender("2001:db8::1")).count(Optional.empty(), Shield.NONE);
      now = now.plus(Duration.ofMinutes(1));
    }
    assertThat(standings("2001:db8::1", Optional.empty()).traffic().hourly())
        .isCloseTo(60, Offset.offset(1.0));
  }

  @Test
  void boundsNoGoodNetworkThatIsGoodByItself() {
    good("2001:db8:900d::1", proven("good.example"), 2000);
    assertThat(standings("2001:db8:900d::1", Optional.empty()).traffic().allowed()).isEmpty();
  }

  @Test
  void grantsNothingForTheNeighboursSake() {
    Subject block = new Subject.OfNetwork(Network.parse("2001:db8:900d::/48").orElseThrow());
    store.add(block, Change.of(Tally.of(Cause.GOOD_CHILD, 100, now)));
    Standings standings = standings("2001:db8:900d::1", Optional.empty());
    assertThat(standings.network().state()).isEqualTo(State.GOOD);
    assertThat(standings.network().basis()).isEqualTo(Basis.INHERITED);
    assertThat(standings.traffic().allowed()).contains(100);
  }

  @Test
  void followsWhatAnOperatorHasSetUntilItEnds() {
    pin("2001:db8::/32", State.BAD, Optional.of(now.plus(Duration.ofDays(1))));
    pin("2001:db8:1::/48", State.GOOD, Optional.empty());
    assertThat(standings("2001:db8:2::1", Optional.empty()).network().basis())
        .isEqualTo(Basis.PINNED);
    assertThat(standings("2001:db8:2::1", Optional.empty()).network().isBad()).isTrue();
    assertThat(standings("2001:db8:1::1", Optional.empty()).network().state())
        .isEqualTo(State.GOOD);
    now = now.plus(Duration.ofDays(1));
    assertThat(standings("2001:db8:2::1", Optional.empty()).network().isBad()).isFalse();
  }

  @Test
  void anEndedPinHidesNoWiderOne() {
    pin("2001:db8::/32", State.BAD, Optional.empty());
    pin("2001:db8:1::/48", State.GOOD, Optional.of(now));
    assertThat(standings("2001:db8:1::1", Optional.empty()).network().isBad()).isTrue();
  }

  @Test
  void aPinOfAnIpv4AddressHoldsForTheTunnelThatCarriesIt() {
    pin("192.0.2.1", State.BAD, Optional.empty());
    ClientAddress tunnelled = ClientAddress.parse("2002:c000:201::25").orElseThrow();
    Sender sender = new Sender(tunnelled, Network.parse("192.0.2.1").orElseThrow());
    assertThat(reputation.of(sender).byNow().network().isBad()).isTrue();
  }

  @Test
  void noGoodDomainShieldsWhatAnOperatorHasSetAsBad() {
    good("2001:db8:900d::1", proven("good.example"), 200);
    pin("2001:db8:bad::/64", State.BAD, Optional.empty());
    assertThat(standings(BAD, proven("good.example")).shield()).isEqualTo(Shield.NONE);
    pin("good.example", State.GOOD, Optional.empty());
    assertThat(standings(BAD, proven("good.example")).shield()).isEqualTo(Shield.GOOD_DOMAIN);
  }

  @Test
  void whatIsLetOutOfABadNetworkForItsDomainsSakeDoesNotMakeTheNetworkGood() {
    spam(BAD, Optional.empty(), 25);
    reputation
        .of(sender(BAD))
        .remember(proven("new.example"), Map.of(Cause.ACCEPTED, 100), Shield.PROBATION);
    assertThat(standings(BAD, Optional.empty()).network().isBad()).isTrue();
  }

  @Test
  void whoSendsASignedMessageAgainChargesItsSignerWithNothing() {
    Claim replayed = new Claim(name("good.example"), true, false);
    reputation
        .of(sender(BAD))
        .remember(Optional.of(replayed), Map.of(Cause.TRAP, 20, Cause.REFUSED, 20), Shield.NONE);
    assertThat(ofDomain("2001:db8:3::1", proven("good.example"))).isEqualTo(State.UNKNOWN);
    assertThat(standings(BAD, Optional.empty()).network().isBad()).isTrue();
  }

  @Test
  void aSignedSpamThatIsSentAgainAThousandTimesSinksWhoSendsItAndNotItsSigner() {
    good("2001:db8:900d::1", proven("good.example"), 90);
    Claim replayed = new Claim(name("good.example"), true, false);
    spam(BAD, Optional.of(replayed), 1000);
    assertThat(ofDomain("2001:db8:900d::1", proven("good.example"))).isEqualTo(State.GOOD);
    assertThat(standings(BAD, Optional.of(replayed)).network().isBad()).isTrue();
    assertThat(standings(BAD, Optional.of(replayed)).shield()).isEqualTo(Shield.NONE);
  }

  @Test
  void spamOfWhoSendsForTheDomainIsHeldAgainstIt() {
    spam(BAD, proven("new.example"), 30);
    assertThat(ofDomain("2001:db8:3::1", proven("new.example"))).isEqualTo(State.BAD);
  }

  @Test
  void aMessageIsJudgedByWhatOthersHaveDoneSinceItBegan() {
    SenderReputation begun = reputation.of(sender(BAD));
    spam(BAD, Optional.empty(), 30);
    assertThat(begun.standings(Optional.empty()).join().network().isBad()).isTrue();
  }

  @Test
  void countsATunnelledClientForItsIpv4Address() {
    ClientAddress tunnelled = ClientAddress.parse("2002:c000:201::25").orElseThrow();
    Sender sender = new Sender(tunnelled, Network.parse("192.0.2.1").orElseThrow());
    reputation.of(sender).remember(Optional.empty(), Map.of(Cause.FILTER_SPAM, 30), Shield.NONE);
    assertThat(standings("192.0.2.1", Optional.empty()).network().isBad()).isTrue();
  }

  private Standings standings(String client, Optional<Claim> claim) {
    return reputation.of(sender(client)).standings(claim).join();
  }

  private State ofDomain(String client, Optional<Claim> claim) {
    return standings(client, claim).speaker().orElseThrow().standing().state();
  }

  private void spam(String client, Optional<Claim> claim, int messages) {
    reputation.of(sender(client)).remember(claim, Map.of(Cause.FILTER_SPAM, messages), Shield.NONE);
  }

  private void good(String client, Optional<Claim> claim, int messages) {
    reputation.of(sender(client)).remember(claim, Map.of(Cause.ACCEPTED, messages), Shield.NONE);
  }

  private void share(String network) {
    for (String owner : new String[] {"a.example", "b.example", "c.example", "d.example"}) {
      reputation.of(sender(network + "1")).count(Optional.of(name(owner)), Shield.NONE);
    }
  }

  private void pin(String subject, State state, Optional<Instant> until) {
    Map<Subject, Pin> all = new HashMap<>(pins.all());
    all.put(Subject.parse(subject).orElseThrow(), new Pin(state, "a test", now, until));
    pins = new Pins(all);
  }

  private static Sender sender(String client) {
    ClientAddress address = ClientAddress.parse(client).orElseThrow();
    int length = address.family() == ClientAddress.Family.IPV6 ? 64 : 32;
    return new Sender(address, Network.of(address, length));
  }

  private static Optional<Claim> proven(String domain) {
    return Optional.of(new Claim(name(domain), true, true));
  }

  private static DomainName name(String text) {
    return DomainName.parse(text).orElseThrow();
  }
}
