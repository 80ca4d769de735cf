package org.gate64.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gate64.feedback.Samples.NOW;
import static org.gate64.feedback.Samples.key;
import static org.gate64.feedback.Samples.newsletter;
import static org.gate64.feedback.Samples.ring;
import static org.gate64.feedback.Samples.subject;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.gate64.feedback.local.LocalWordStore;
import org.gate64.net.Network;
import org.gate64.reputation.Ancestry;
import org.gate64.reputation.Attribution;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Decay;
import org.gate64.reputation.MapStore;
import org.gate64.reputation.ReputationSettings;
import org.gate64.reputation.ScoreSettings;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.Standings.Shield;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.junit.jupiter.api.Test;

/** Recipients of one message who do not agree, or of whom some say too much. */
class SeveralVoicesTest {

  private static final Offset<Double> EXACT = within(1e-9);
  private static final Decay DECAY = new Decay(Duration.ofDays(14), Duration.ofHours(1));
  private static final Subject NETWORK = subject("2001:db8:1:2::/64");
  private static final Subject ADDRESS = subject("2001:db8:1:2::25/128");
  private static final Subject DOMAIN = subject("news.example");
  private static final Reporter ALICE = new Reporter("alice");
  private static final Reporter BOB = new Reporter("bob");
  private static final Ticket MESSAGE = newsletter("a", NOW);

  private final MapStore memory = new MapStore(DECAY);
  private Instant now = NOW;
  private Feedback feedback = feedback(0.5, 3);

  @Test
  void whoMayAddNothingMoreSilencesNobody() {
    exhaust(ALICE, Word.SPAM);
    say(MESSAGE, Word.SPAM, ALICE);

    assertThat(say(MESSAGE, Word.SPAM, BOB)).isInstanceOf(Outcome.Counted.class);
    assertThat(spam(DOMAIN)).isEqualTo(4, EXACT);
  }

  @Test
  void whatTheLimitOfTheFirstLeftMissingIsAddedByOthersAndNoMore() {
    feedback = feedback(0.5, 0.7);
    say(MESSAGE, Word.SPAM, ALICE);
    assertThat(spam(DOMAIN)).isEqualTo(0.7, EXACT);

    assertThat(say(MESSAGE, Word.SPAM, ALICE)).isInstanceOf(Outcome.Repeated.class);
    say(MESSAGE, Word.SPAM, BOB);
    assertThat(spam(DOMAIN)).isEqualTo(1, EXACT);
    assertThat(say(MESSAGE, Word.SPAM, new Reporter(""))).isInstanceOf(Outcome.Repeated.class);
    assertThat(spam(DOMAIN)).isEqualTo(1, EXACT);
  }

  @Test
  void nobodyTakesBackWhatAnotherSaid() {
    say(MESSAGE, Word.SPAM, ALICE);

    assertThat(say(MESSAGE, Word.HAM, BOB))
        .isEqualTo(
            new Outcome.Counted(
                MESSAGE, Word.HAM, MESSAGE.whom().of(Cause.FEEDBACK_HAM), Optional.empty()));
    assertThat(spam(DOMAIN)).isEqualTo(1, EXACT);
    assertThat(ham(DOMAIN)).isEqualTo(0.5, EXACT);

    say(MESSAGE, Word.SPAM, BOB);
    assertThat(spam(DOMAIN)).isEqualTo(1, EXACT);
    assertThat(ham(DOMAIN)).isZero();
  }

  @Test
  void thoseWithoutANameAreOneWhoTakesBackHisOwnWord() {
    say(MESSAGE, Word.SPAM, new Reporter(""));
    say(MESSAGE, Word.HAM, new Reporter(""));

    assertThat(spam(DOMAIN)).isZero();
    assertThat(ham(DOMAIN)).isEqualTo(0.5, EXACT);
  }

  @Test
  void whoMayAddNothingMoreStillTakesBackHisOwnWord() {
    say(MESSAGE, Word.SPAM, ALICE);
    for (int i = 0; i < 6; i++) {
      say(newsletter("other" + i, NOW), Word.HAM, ALICE);
    }

    assertThat(say(MESSAGE, Word.HAM, ALICE))
        .isEqualTo(new Outcome.Capped(MESSAGE, Word.HAM, Optional.of(Word.SPAM)));
    assertThat(spam(DOMAIN)).isZero();
    say(MESSAGE, Word.HAM, BOB);
    assertThat(ham(DOMAIN)).isEqualTo(3.5, EXACT);
  }

  @Test
  void whatWeighsNothingIsNotPutDownToItsReporter() {
    feedback = feedback(0, 3);
    FeedbackFigures figures = new FeedbackFigures();
    Outcome ham = say(MESSAGE, Word.HAM, ALICE);
    figures.count(ham);
    assertThat(ham).isEqualTo(new Outcome.Weightless(MESSAGE, Word.HAM, Optional.empty()));

    say(MESSAGE, Word.SPAM, ALICE);
    Outcome changed = say(MESSAGE, Word.HAM, ALICE);
    figures.count(changed);
    assertThat(changed)
        .isEqualTo(new Outcome.Weightless(MESSAGE, Word.HAM, Optional.of(Word.SPAM)));
    assertThat(spam(DOMAIN)).isZero();
    assertThat(figures.total(FeedbackFigures.Figure.WEIGHTLESS)).isEqualTo(2);
    assertThat(figures.total(FeedbackFigures.Figure.TAKEN_BACK)).isEqualTo(1);
    assertThat(figures.total(FeedbackFigures.Figure.CAPPED)).isZero();
  }

  @Test
  void aTenthOfWhatIsHeldAgainstALoneAddressCountsForItsNetwork() {
    Ticket ticket = ofAddress("a");
    assertThat(say(ticket, Word.SPAM, ALICE))
        .isEqualTo(
            new Outcome.Counted(ticket, Word.SPAM, List.of(ADDRESS, NETWORK), Optional.empty()));
    assertThat(spam(ADDRESS)).isEqualTo(1, EXACT);
    assertThat(spam(NETWORK)).isEqualTo(0.1, EXACT);
    assertThat(tally(NETWORK).shortBad()).isZero();

    say(ticket, Word.HAM, ALICE);
    assertThat(spam(NETWORK)).isZero();
    assertThat(ham(ADDRESS)).isEqualTo(0.5, EXACT);
    assertThat(ham(NETWORK)).isZero();
    assertThat(tally(NETWORK).shortBad()).isZero();
  }

  @Test
  void anAddressThatHasTurnedBadAnswersForItselfAlone() {
    for (int i = 0; i < 60; i++) {
      say(ofAddress("id" + i), Word.SPAM, new Reporter("r" + i));
    }

    assertThat(spam(ADDRESS)).isEqualTo(60, EXACT);
    assertThat(spam(NETWORK)).isBetween(0.1, 2.0);
  }

  @Test
  void whatIsTakenBackLateDoesNotEatWhatIsSaidThen() {
    say(MESSAGE, Word.SPAM, ALICE);
    now = NOW.plus(Duration.ofDays(20));
    memory.forget(DOMAIN);

    say(MESSAGE, Word.HAM, ALICE);
    say(newsletter("b", now), Word.SPAM, BOB);

    assertThat(spam(DOMAIN)).isEqualTo(1, EXACT);
    assertThat(tally(DOMAIN).shortBad()).isEqualTo(1, EXACT);
  }

  private static Ticket ofAddress(String verdict) {
    Network address = Network.parse("2001:db8:1:2::25/128").orElseThrow();
    return new Ticket(verdict, NOW, new Attribution(address, Optional.empty(), Shield.NONE));
  }

  private void exhaust(Reporter reporter, Word word) {
    for (int i = 0; i < 3; i++) {
      say(newsletter("spent" + i, NOW), word, reporter);
    }
  }

  private Outcome say(Ticket ticket, Word word, Reporter reporter) {
    String text = feedback.tickets().write(ticket).orElseThrow();
    return feedback.say(text, word, reporter).join();
  }

  private Feedback feedback(double ham, double reporter) {
    FeedbackSettings settings = new FeedbackSettings(Duration.ofDays(30), reporter, 1000);
    return new Feedback(
        () -> ring(key(7, NOW)),
        new LocalWordStore(settings, () -> 0),
        memory,
        settings,
        new ReputationSettings(
            Map.of(Cause.FEEDBACK_SPAM, 1.0, Cause.FEEDBACK_HAM, ham),
            Map.of(),
            10,
            8,
            Duration.ofDays(14)),
        new Scoring(ScoreSettings.usual(), new Ancestry(64, 32), DECAY),
        () -> now);
  }

  private double spam(Subject of) {
    return tally(of).causes().getOrDefault(Cause.FEEDBACK_SPAM, 0.0);
  }

  private double ham(Subject of) {
    return tally(of).causes().getOrDefault(Cause.FEEDBACK_HAM, 0.0);
  }

  private Tally tally(Subject of) {
    return memory.of(of).at(now, DECAY);
  }
}
