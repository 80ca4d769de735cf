package org.gate64.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.assertj.core.data.Offset;
import org.gate64.reputation.Standing.Basis;
import org.gate64.reputation.Standing.State;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The numbers that the design was worked through with. */
class WorkedNumbersTest {

  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Offset<Double> ROUNDED = within(0.0005);
  private static final Offset<Double> ROUNDED_TO_HUNDREDTHS = within(0.005);

  private final World world = new World();

  @Nested
  class AFlood {

    private final Subject flooding = network("2001:db8:1:1::/64");
    private final Subject neighbour = network("2001:db8:1:2::/64");

    @Test
    void isBadAtItsSixteenthSpam() {
      assertThat(world.spamUntilBad(flooding, TWO_SECONDS)).isEqualTo(16);
      assertThat(world.standing(flooding).basis()).isEqualTo(Basis.OWN);
    }

    @Test
    void leavesANeighbourInTheSameSlash56Unknown() {
      world.spam(flooding, 500, TWO_SECONDS);

      assertThat(world.state(neighbour)).isEqualTo(State.UNKNOWN);
      assertThat(world.score(neighbour).value()).isCloseTo(0.356, ROUNDED);
      assertThat(world.score(neighbour).informed()).isCloseTo(0.29, ROUNDED_TO_HUNDREDTHS);
    }

    @Test
    void isForgivenAfterNinetySilentDays() {
      world.spam(flooding, 1_000, TWO_SECONDS);
      world.pass(Duration.ofDays(60));
      assertThat(world.state(flooding)).isEqualTo(State.BAD);

      world.pass(Duration.ofDays(30));
      assertThat(world.state(flooding)).isEqualTo(State.UNKNOWN);
    }
  }

  @Nested
  class ASnowshoeSender {

    private final Subject fresh = network("2001:db8:1:ff00::/64");
    private final Subject elsewhere = network("2001:db8:2::/64");

    @Test
    void makesItsSlash48BadWithTheThirteenthNetwork() {
      spread(12);
      assertThat(world.state(fresh)).isEqualTo(State.UNKNOWN);

      world.spam(network("2001:db8:1:d00::/64"), 20, TWO_SECONDS);
      assertThat(world.state(fresh)).isEqualTo(State.BAD);
      assertThat(world.standing(fresh).basis()).isEqualTo(Basis.INHERITED);
    }

    @Test
    void leavesTheRestOfTheSlash32Unknown() {
      spread(200);

      assertThat(world.state(fresh)).isEqualTo(State.BAD);
      assertThat(world.state(elsewhere)).isEqualTo(State.UNKNOWN);
    }

    private void spread(int networks) {
      for (int i = 1; i <= networks; i++) {
        world.spam(network("2001:db8:1:%x00::/64".formatted(i)), 20, TWO_SECONDS);
      }
    }
  }

  @Nested
  class ABlockGoneBadSiteAfterSite {

    private final Subject fresh = network("2001:db8:ff::/64");

    @Test
    void taintsAFreshSlash48AfterTheThirtyFirst() {
      spoil(30);
      assertThat(world.state(fresh)).isEqualTo(State.UNKNOWN);

      spoil(31);
      assertThat(world.state(fresh)).isEqualTo(State.BAD);
    }

    private int spoilt;

    private void spoil(int sites) {
      while (spoilt < sites) {
        spoilt++;
        for (int i = 1; i <= 13; i++) {
          Subject network = network("2001:db8:%x:%x00::/64".formatted(spoilt, i));
          world.spam(network, 20, TWO_SECONDS);
        }
      }
    }
  }

  @Nested
  class AHijackedNetwork {

    private static final int DAYS = 60;
    private static final int MAILS = 100;

    private final Subject hijacked = network("2001:db8:1:1::/64");

    @Test
    void thatSentInTheMorningsAndRestedForADayIsBadAtTheFiftiethSpam() {
      mornings();
      world.pass(Duration.ofDays(2));

      assertThat(world.state(hijacked)).isEqualTo(State.GOOD);
      assertThat(world.spamUntilBad(hijacked, TWO_SECONDS)).isEqualTo(50);
    }

    @Test
    void thatSentInTheMorningsIsBadAtTheFiftyFirstSpamInTheNightAfter() {
      mornings();
      world.pass(Duration.ofHours(15));

      assertThat(world.spamUntilBad(hijacked, TWO_SECONDS)).isEqualTo(51);
    }

    @Test
    void thatSentAroundTheClockIsBadAtTheFiftyFourthSpam() {
      world.delivered(hijacked, DAYS * MAILS, Duration.ofDays(1).dividedBy(MAILS));

      assertThat(world.spamUntilBad(hijacked, TWO_SECONDS)).isEqualTo(54);
    }

    private void mornings() {
      Duration pause = Duration.ofHours(3).dividedBy(MAILS);
      world.pass(Duration.ofHours(6));
      world.delivered(hijacked, MAILS, pause);
      for (int day = 2; day <= DAYS; day++) {
        world.pass(Duration.ofHours(21));
        world.delivered(hijacked, MAILS, pause);
      }
    }
  }

  @Test
  void aFreshNetworkOfAHosterWithManyGoodAndFewBadOnesIsNoWorseThanUnknown() {
    for (int i = 1; i <= 200; i++) {
      Subject network = network("2001:db8:1:%x::/64".formatted(i * 3));
      if (i % 10 == 0) {
        world.spam(network, 20, TWO_SECONDS);
      } else {
        world.delivered(network, 150, TWO_SECONDS);
      }
    }

    Tally votes = world.tally(network("2001:db8:1::/48"));
    assertThat(Math.round(votes.longGood())).isBetween(176L, 180L);
    assertThat(Math.round(votes.longBad())).isEqualTo(20);
    assertThat(world.state(network("2001:db8:1:ffff::/64"))).isNotEqualTo(State.BAD);
  }

  @Test
  void aMisconfiguredNewcomerStaysUnknownAfterFortyDifferentMails() {
    Subject newcomer = network("2001:db8:1:1::/64");
    world.refused(newcomer, 40, MINUTE);

    assertThat(world.state(newcomer)).isEqualTo(State.UNKNOWN);
    assertThat(world.score(newcomer).value()).isCloseTo(0.211, ROUNDED);
    assertThat(world.score(newcomer).informed()).isCloseTo(0.44, ROUNDED_TO_HUNDREDTHS);
  }

  @Test
  void aNetworkVotesOnceAHalfLife() {
    Subject network = network("2001:db8:1:1::/64");
    Subject site = network("2001:db8:1::/48");
    world.spam(network, 100, TWO_SECONDS);
    assertThat(world.tally(site).longBad()).isCloseTo(1, within(0.01));

    world.pass(Duration.ofDays(14));
    world.spam(network, 100, TWO_SECONDS);
    assertThat(world.tally(site).longBad()).isCloseTo(1.5, within(0.01));
  }

  private static Subject network(String text) {
    return Subject.parse(text).orElseThrow();
  }
}
