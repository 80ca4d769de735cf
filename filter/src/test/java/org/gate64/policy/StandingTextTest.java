package org.gate64.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.policy.Remembered.bad;
import static org.gate64.policy.Remembered.good;

import java.util.Optional;
import org.gate64.reputation.Standing.Basis;
import org.gate64.reputation.Standings;
import org.gate64.reputation.Standings.Shield;
import org.gate64.reputation.Standings.Speaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said to those who are refused for what is remembered of them. */
class StandingTextTest {

  private static final PolicyContext CONTEXT = Cases.context(Cases.address("2001:db8::25"));
  private static final String ID = " (gate64 id 7f3k2m9q)";

  @Test
  void aBadNetworkHearsHowToMendAndWhoIsTakenAllTheSame() {
    assertThat(text(Finding.NETWORK_BAD, Remembered.network(bad()).standings()))
        .isEqualTo(
            "Too much unwanted mail has come from [2001:db8::25] or others in its network,"
                + " 2001:db8::/64. Find out what sends it and stop it; what is remembered fades by"
                + " itself. Mail with DKIM for the domain in From is taken all the same where that"
                + " domain has a good name here."
                + ID);
  }

  @Test
  void aNetworkOfOneAddressIsNamedOnce() {
    PolicyContext ipv4 = Cases.context(Cases.address("192.0.2.25"));
    RefusalText text = RefusalText.of(ipv4, Cases.CONFIRMED, Remembered.network(bad()).standings());

    assertThat(text.of(Finding.NETWORK_BAD))
        .startsWith("Too much unwanted mail has come from 192.0.2.25/32. Find out");
  }

  @Test
  void aNetworkThatIsOnlyInABadNeighbourhoodHearsThatThisIsNotForGood() {
    assertThat(text(Finding.NETWORK_BAD, Remembered.network(bad(Basis.INHERITED)).standings()))
        .isEqualTo(
            "Much unwanted mail has come from the neighbourhood of 2001:db8::/64, and too little is"
                + " known of this network itself. This is not for good: please try again later, and"
                + " sign with DKIM for the domain in From, so that you can be told from your"
                + " neighbours."
                + ID);
  }

  @Test
  void whatAnOperatorSaidIsNotBlamedOnTheMail() {
    Standings network = Remembered.network(bad(Basis.PINNED)).standings();
    Standings domain = Remembered.network(good()).speaker(bad(Basis.PINNED)).standings();

    assertThat(text(Finding.NETWORK_BAD, network))
        .isEqualTo(
            "The operator of this server takes no mail from 2001:db8::/64. If you think that this is"
                + " wrong, please tell its postmaster."
                + ID);
    assertThat(text(Finding.DOMAIN_BAD, domain))
        .isEqualTo(
            "The operator of this server takes no mail of example.org. If you think that this is"
                + " wrong, please tell its postmaster."
                + ID);
  }

  @Test
  void aBadDomainIsNamed() {
    Standings standings = Remembered.network(good()).speaker(bad()).standings();

    assertThat(text(Finding.DOMAIN_BAD, standings))
        .isEqualTo(
            "Too much of the mail that is authenticated for example.org was unwanted here. Find out"
                + " who sends it and stop it; what is remembered fades by itself."
                + ID);
  }

  @Test
  void whoSendsTooMuchHearsWhatIsAllowed() {
    Standings standings = Remembered.network(good()).sending(2_000, 1_000).standings();

    assertThat(text(Finding.RATE, standings))
        .isEqualTo(
            "2001:db8::/64 sends more mail than this server takes from it (1000 messages an hour)."
                + " Please send more slowly, and try again later. More is taken from networks whose"
                + " mail is wanted."
                + ID);
  }

  @ParameterizedTest
  @EnumSource(Basis.class)
  void noNameFromOutsideBreaksOutOrMakesTheReplyTooLong(Basis basis) {
    Speaker speaker =
        new Speaker(Cases.name(("%".repeat(60) + ".").repeat(4) + "example.x"), bad(basis));
    Standings standings =
        new Standings(bad(basis), Optional.of(speaker), Shield.NONE, Standings.unknown().traffic());
    PolicyContext longest = Cases.context(Cases.address("2001:db8:1111:2222:3333:4444:5555:6666"));

    for (Finding finding : new Finding[] {Finding.NETWORK_BAD, Finding.DOMAIN_BAD, Finding.RATE}) {
      assertThat(RefusalText.of(longest, Cases.CONFIRMED, standings).of(finding))
          .matches("[ -~&&[^%]]+")
          .hasSizeLessThanOrEqualTo(480)
          .endsWith("." + ID);
    }
  }

  private static String text(Finding finding, Standings standings) {
    return RefusalText.of(
            CONTEXT, Cases.authenticated(Cases.CONFIRMED), standings, RequiredAlignment.ANY)
        .of(finding);
  }
}
