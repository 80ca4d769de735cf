package org.gate64.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.gate64.net.Network;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** How tries at the same mail come together. Each random round has its own seed. */
class AttemptTest {

  private static final int ROUNDS = 300;
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Network HERE = network("2001:db8::/64");
  private static final Network THERE = network("2001:db8:1::/64");
  private static final Fingerprint MAIL = new Fingerprint(1, 2);

  @Test
  void triesApartAreCounted() {
    Attempt thrice = steered(0).join(steered(300), INTERVAL).join(steered(900), INTERVAL);

    assertThat(thrice.tries()).isEqualTo(3);
    assertThat(thrice.first()).isEqualTo(START);
    assertThat(thrice.last()).isEqualTo(START.plusSeconds(900));
  }

  @Test
  void allHostsOfADomainInARowAreOneTry() {
    Attempt row = steered(0).join(steered(1), INTERVAL).join(steered(59), INTERVAL);

    assertThat(row.tries()).isOne();
    assertThat(row.join(steered(119), INTERVAL).tries()).isEqualTo(2);
  }

  @Test
  void withoutAnIntervalEveryTryCountsButTheSameOne() {
    Attempt twice = steered(0).join(steered(1), Duration.ZERO);

    assertThat(twice.tries()).isEqualTo(2);
    assertThat(twice.join(steered(1), Duration.ZERO)).isEqualTo(twice);
  }

  @Test
  void whatWasRefusedOtherwiseIsNoTry() {
    Attempt tempfailed = Attempt.refused(START, THERE, Set.of("trap"));
    Attempt both = tempfailed.join(steered(300), INTERVAL);

    assertThat(both.tries()).isOne();
    assertThat(both.first()).as("steered since then").isEqualTo(START.plusSeconds(300));
    assertThat(both.network()).isEqualTo(HERE);
    assertThat(both.counted()).containsExactly("trap");
  }

  @Test
  void theFirstNetworkStands() {
    Attempt elsewhere = Attempt.steered(START.plusSeconds(300), THERE, Set.of());

    assertThat(elsewhere.join(steered(0), INTERVAL).network()).isEqualTo(HERE);
  }

  @Test
  void onceItIsKnownWhichMessageItWasThatStands() {
    Attempt claimed = steered(0).join(steered(300).of(MAIL), INTERVAL);

    assertThat(claimed.message()).contains(MAIL);
    assertThat(claimed.join(steered(600).of(new Fingerprint(0, 0)), INTERVAL).message())
        .contains(MAIL);
  }

  @Test
  void timesAreOfMillisecondsSoThatEveryStoreKeepsThemAlike() {
    Attempt attempt = Attempt.steered(START.plusNanos(1_999_999), HERE, Set.of());

    assertThat(attempt.first()).isEqualTo(START.plusMillis(1));
    assertThat(attempt.last()).isEqualTo(START.plusMillis(1));
  }

  @RepeatedTest(ROUNDS)
  void itDoesNotMatterWhichComesFirst(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    Attempt one = any(random);
    Attempt other = any(random);

    assertThat(one.join(other, INTERVAL)).isEqualTo(other.join(one, INTERVAL));
  }

  @RepeatedTest(ROUNDS)
  void joiningTwiceIsJoiningOnce(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    Attempt one = any(random);
    Attempt joined = one.join(any(random), INTERVAL);

    assertThat(joined.join(joined, INTERVAL)).isEqualTo(joined);
    assertThat(joined.join(one, INTERVAL)).isEqualTo(joined);
  }

  @RepeatedTest(ROUNDS)
  void noTryIsLostAndNoneCountsTwice(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    Attempt one = any(random);
    Attempt other = any(random);
    Attempt joined = one.join(other, INTERVAL);

    assertThat(joined.tries())
        .isBetween(Math.max(one.tries(), other.tries()), one.tries() + other.tries());
    assertThat(joined.counted()).containsAll(one.counted()).containsAll(other.counted());
    assertThat(joined.first()).isBeforeOrEqualTo(joined.last());
  }

  @RepeatedTest(ROUNDS)
  void copiesThatGrewApartCountWhatTheyShareOnce(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    Attempt before = steered(0).join(steered(600), INTERVAL);
    Attempt here = before.join(steered(1200 + random.nextInt(600)), INTERVAL);
    Attempt there = before.join(steered(1200 + random.nextInt(600)), INTERVAL);

    assertThat(here.join(there, INTERVAL).tries()).isEqualTo(3);
  }

  private static Attempt any(Random random) {
    List<String> words = List.of("refused", "steered", "given-up");
    Instant first = START.plusSeconds(random.nextInt(300));
    return new Attempt(
        first,
        first.plusSeconds(random.nextInt(300)),
        random.nextInt(4),
        random.nextBoolean() ? HERE : THERE,
        random.nextBoolean()
            ? Optional.of(new Fingerprint(random.nextInt(3), 0))
            : Optional.empty(),
        Set.copyOf(words.subList(0, random.nextInt(4))));
  }

  private static Attempt steered(long second) {
    return Attempt.steered(START.plusSeconds(second), HERE, Set.of());
  }

  private static Network network(String text) {
    return Network.parse(text).orElseThrow();
  }
}
