package org.gate64.reputation.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.gate64.net.Network;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Claim;
import org.gate64.reputation.Pins;
import org.gate64.reputation.Reputation;
import org.gate64.reputation.ReputationSettings;
import org.gate64.reputation.Sender;
import org.gate64.reputation.SenderReputation;
import org.gate64.reputation.Standing;
import org.gate64.reputation.Standing.State;
import org.gate64.reputation.Standings.Shield;
import org.junit.jupiter.api.Test;

/**
 * A /64 that many share, and one whose owner has it look so. The numbers that this was weighed by.
 */
class SharedNetworkTest {

  private static final String NETWORK = "2001:db8:1:1:";
  private static final String FRESH = NETWORK + "ffff::1";
  private static final Offset<Double> WITHIN_FADING = Offset.offset(0.01);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TWO_WEEKS = Duration.ofDays(14);

  private final Node node = new Node(LocalSettings.usual());
  private final Reputation reputation =
      new Reputation(
          node.store(),
          Node.SCORING,
          new ReputationSettings(
              new EnumMap<>(
                  Map.of(Cause.FILTER_SPAM, 1.0, Cause.ACCEPTED, 0.2, Cause.REFUSED, 0.2)),
              Map.of(),
              10,
              8,
              TWO_WEEKS),
          Pins::none,
          node);

  @Test
  void aSpammerWithEightDomainsIsBadAtHis143rdAddress() {
    customers(8, 1);
    int addresses = 0;
    while (!unproven(FRESH).isBad() && addresses < 10_000) {
      spam(NETWORK + ":" + Integer.toHexString(++addresses), 1);
    }
    assertThat(addresses).isEqualTo(143);
    assertThat(network().isBad()).isTrue();
    assertThat(network().basis()).isEqualTo(Standing.Basis.OWN);
  }

  @Test
  void orAtTheSixthThatHeUsesUntilItIsBad() {
    customers(8, 1);
    int addresses = 0;
    while (!network().isBad() && addresses < 1000) {
      spam(NETWORK + ":" + Integer.toHexString(++addresses), 20);
    }
    assertThat(addresses).isEqualTo(6);
  }

  @Test
  void anAddressIsHeardOfOnceHoweverMuchItSends() {
    customers(8, 1);
    spam(NETWORK + ":bad", 2000);
    assertThat(unproven(NETWORK + ":bad").isBad()).isTrue();
    assertThat(unproven(FRESH).state()).isEqualTo(State.UNKNOWN);
    assertThat(node.tally(Node.subject(NETWORK + ":/64")).longBad()).isBetween(2.0, 3.0);
  }

  @Test
  void evenWhereOneMessageOfItsIsAsBadAsCanBe() {
    customers(8, 1);
    of(NETWORK + ":bad").remember(Optional.empty(), Map.of(Cause.FILTER_SPAM, 500), Shield.NONE);
    node.store().flush();
    spam(NETWORK + ":bad", 100);
    assertThat(node.tally(Node.subject(NETWORK + ":/64")).longBad()).isCloseTo(2, WITHIN_FADING);
  }

  @Test
  void fiveHijackedCustomersOfAHundredAndEightySinkNobodyElse() {
    customers(180, 30);
    for (int i = 1; i <= 5; i++) {
      spam(NETWORK + ":bad" + i, 1000);
      assertThat(unproven(NETWORK + ":bad" + i).isBad()).isTrue();
    }
    assertThat(unproven(FRESH).isBad()).isFalse();
    assertThat(network().isBad()).isFalse();
  }

  @Test
  void norDoesOneThatUsesAThousandAddressesInAnHour() {
    customers(180, 30);
    for (int i = 1; i <= 1000; i++) {
      spam(NETWORK + "bad::" + Integer.toHexString(i), 1);
      node.pass(Duration.ofSeconds(3));
    }
    assertThat(unproven(FRESH).isBad()).isFalse();
    assertThat(network().isBad()).isFalse();
  }

  @Test
  void anIpv4AddressThatManyShareIsChargedOnce() {
    for (int i = 0; i < 8; i++) {
      of("192.0.2.1").count(Optional.of(domain(i)), Shield.NONE);
    }
    spam("192.0.2.1", 10);
    assertThat(node.tally(Node.subject("192.0.2.1/32")).longBad()).isCloseTo(10, WITHIN_FADING);
  }

  /** So many customers with a domain of their own, who send authenticated mail for two weeks. */
  private void customers(int customers, int mails) {
    for (int mail = 0; mail < mails; mail++) {
      for (int i = 0; i < customers; i++) {
        SenderReputation customer = of(NETWORK + "c::" + Integer.toHexString(i + 1));
        customer.count(Optional.of(domain(i)), Shield.NONE);
        customer.remember(
            Optional.of(new Claim(domain(i), true, true)), Map.of(Cause.ACCEPTED, 1), Shield.NONE);
      }
      node.store().flush();
      node.pass(TWO_WEEKS.dividedBy(mails).minus(SECOND));
    }
    for (int i = 0; i < customers; i++) {
      of(NETWORK + "c::" + Integer.toHexString(i + 1)).count(Optional.of(domain(i)), Shield.NONE);
    }
  }

  private void spam(String client, int messages) {
    for (int i = 0; i < messages; i++) {
      of(client).remember(Optional.empty(), Map.of(Cause.FILTER_SPAM, 1), Shield.NONE);
      node.store().flush();
      node.pass(SECOND);
    }
  }

  private Standing unproven(String client) {
    return of(client).standings(Optional.empty()).join().network();
  }

  private Standing network() {
    Claim newcomer = new Claim(domain(999), true, true);
    return of(FRESH).standings(Optional.of(newcomer)).join().network();
  }

  private SenderReputation of(String client) {
    ClientAddress address = ClientAddress.parse(client).orElseThrow();
    int length = address.family() == ClientAddress.Family.IPV6 ? 64 : 32;
    return reputation.of(new Sender(address, Network.of(address, length)));
  }

  private static DomainName domain(int number) {
    return DomainName.parse("customer" + number + ".example").orElseThrow();
  }
}
