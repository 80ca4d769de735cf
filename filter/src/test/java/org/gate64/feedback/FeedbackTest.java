package org.gate64.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gate64.feedback.Samples.NOW;
import static org.gate64.feedback.Samples.anonymous;
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
import org.gate64.feedback.FeedbackFigures.Figure;
import org.gate64.feedback.local.LocalWordStore;
import org.gate64.reputation.Ancestry;
import org.gate64.reputation.Attribution;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Claim;
import org.gate64.reputation.Decay;
import org.gate64.reputation.MapStore;
import org.gate64.reputation.ReputationSettings;
import org.gate64.reputation.ScoreSettings;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.Standings.Shield;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.junit.jupiter.api.Test;

class FeedbackTest {

  private static final Offset<Double> EXACT = within(1e-9);
  private static final Decay DECAY = new Decay(Duration.ofDays(14), Duration.ofHours(1));
  private static final Subject NETWORK = subject("2001:db8:1:2::/64");
  private static final Subject DOMAIN = subject("news.example");
  private static final Subject PAIR = subject("news.example from 2001:db8:1:2::/64");
  private static final Reporter ALICE = new Reporter("alice");
  private static final Reporter BOB = new Reporter("bob");

  private final MapStore memory = new MapStore(DECAY);
  private Instant now = NOW;
  private final Feedback feedback =
      new Feedback(
          () -> ring(key(7, NOW)),
          new LocalWordStore(FeedbackSettings.usual(), () -> 0),
          memory,
          FeedbackSettings.usual(),
          new ReputationSettings(
              Map.of(Cause.FEEDBACK_SPAM, 1.0, Cause.FEEDBACK_HAM, 0.5),
              Map.of(),
              10,
              8,
              Duration.ofDays(14)),
          new Scoring(ScoreSettings.usual(), new Ancestry(64, 32), DECAY),
          () -> now);

  @Test
  void aWordCountsForNetworkDomainAndBoth() {
    assertThat(say(newsletter("a", NOW), Word.SPAM, ALICE))
        .isEqualTo(
            new Outcome.Counted(
                newsletter("a", NOW), Word.SPAM, List.of(NETWORK, PAIR, DOMAIN), Optional.empty()));

    for (Subject each : List.of(NETWORK, PAIR, DOMAIN)) {
      assertThat(spam(each)).isEqualTo(1, EXACT);
      assertThat(tally(each).shortBad()).isEqualTo(1, EXACT);
    }
  }

  @Test
  void whereNobodyIsProvenItCountsForTheNetworkAlone() {
    say(anonymous("a", NOW), Word.SPAM, ALICE);

    assertThat(spam(NETWORK)).isEqualTo(1, EXACT);
    assertThat(spam(DOMAIN)).isZero();
  }

  @Test
  void whatADomainWasLetThroughForSpeaksForTheDomainAndNotForItsBadNetwork() {
    Claim claim = new Claim(Samples.DOMAIN, true, false);
    Ticket shielded =
        new Ticket(
            "a", NOW, new Attribution(Samples.NETWORK, Optional.of(claim), Shield.GOOD_DOMAIN));

    say(shielded, Word.HAM, ALICE);
    assertThat(ham(NETWORK)).isZero();
    assertThat(ham(DOMAIN)).isEqualTo(0.5, EXACT);

    say(shielded, Word.SPAM, ALICE);
    assertThat(ham(DOMAIN)).isZero();
    assertThat(spam(NETWORK)).isEqualTo(1, EXACT);
  }

  @Test
  void aSignedMessageThatSomebodySendsAgainIsNotHeldAgainstItsSigner() {
    Claim replayed = new Claim(Samples.DOMAIN, true, false);
    Ticket ticket =
        new Ticket("a", NOW, new Attribution(Samples.NETWORK, Optional.of(replayed), Shield.NONE));

    say(ticket, Word.SPAM, ALICE);
    assertThat(spam(NETWORK)).isEqualTo(1, EXACT);
    assertThat(spam(PAIR)).isEqualTo(1, EXACT);
    assertThat(spam(DOMAIN)).isZero();

    say(ticket, Word.HAM, ALICE);
    assertThat(spam(NETWORK)).isZero();
    assertThat(ham(DOMAIN)).isEqualTo(0.5, EXACT);
  }

  @Test
  void oneMessageCountsOnceWhoeverSpeaksOfIt() {
    Ticket ticket = newsletter("a", NOW);
    say(ticket, Word.SPAM, ALICE);

    assertThat(say(ticket, Word.SPAM, ALICE)).isEqualTo(new Outcome.Repeated(ticket, Word.SPAM));
    assertThat(say(ticket, Word.SPAM, BOB)).isEqualTo(new Outcome.Repeated(ticket, Word.SPAM));
    assertThat(spam(NETWORK)).isEqualTo(1, EXACT);
  }

  @Test
  void sayingTheSameAgainUsesUpNothing() {
    for (int i = 0; i < 10; i++) {
      say(newsletter("a", NOW), Word.SPAM, ALICE);
    }
    say(newsletter("b", NOW), Word.SPAM, ALICE);

    assertThat(spam(DOMAIN)).isEqualTo(2, EXACT);
  }

  @Test
  void aChangeOfMindTakesTheFirstWordBack() {
    Ticket ticket = newsletter("a", NOW);
    say(ticket, Word.SPAM, ALICE);

    Outcome changed = say(ticket, Word.HAM, ALICE);

    assertThat(changed)
        .isEqualTo(
            new Outcome.Counted(
                ticket, Word.HAM, List.of(NETWORK, PAIR, DOMAIN), Optional.of(Word.SPAM)));
    assertThat(spam(DOMAIN)).isZero();
    assertThat(ham(DOMAIN)).isEqualTo(0.5, EXACT);
  }

  @Test
  void whatIsTakenBackIsWhatIsLeftByThen() {
    say(newsletter("a", NOW), Word.SPAM, ALICE);
    now = NOW.plus(Duration.ofDays(14));
    say(newsletter("b", now), Word.SPAM, BOB);

    say(newsletter("a", NOW), Word.HAM, ALICE);

    assertThat(spam(DOMAIN)).isEqualTo(1, EXACT);
    assertThat(tally(DOMAIN).shortBad()).isEqualTo(1, EXACT);
    Instant second = now;
    now = now.plus(Duration.ofMinutes(30));
    say(newsletter("b", second), Word.HAM, BOB);
    assertThat(spam(DOMAIN)).isZero();
    assertThat(tally(DOMAIN).shortBad()).isZero();
  }

  @Test
  void oneReporterCannotSinkASenderAlone() {
    for (int i = 0; i < 100; i++) {
      say(newsletter("id" + i, NOW), Word.SPAM, ALICE);
    }

    assertThat(spam(DOMAIN)).isEqualTo(3, EXACT);
    assertThat(spam(NETWORK)).isEqualTo(3, EXACT);
    assertThat(say(newsletter("more", NOW), Word.SPAM, ALICE))
        .isEqualTo(new Outcome.Capped(newsletter("more", NOW), Word.SPAM, Optional.empty()));
    say(newsletter("bobs", NOW), Word.SPAM, BOB);
    assertThat(spam(DOMAIN)).isEqualTo(4, EXACT);
  }

  @Test
  void theLimitIsForEachSenderAndFades() {
    for (int i = 0; i < 4; i++) {
      say(newsletter("id" + i, NOW), Word.SPAM, ALICE);
    }
    now = NOW.plus(Duration.ofDays(14));
    say(newsletter("later", now), Word.SPAM, ALICE);
    assertThat(spam(DOMAIN)).isEqualTo(2.5, EXACT);

    Subject other = subject("other.example");
    Claim claim = new Claim(((Subject.OfDomain) other).domain(), true, true);
    say(
        new Ticket("o", now, new Attribution(Samples.NETWORK, Optional.of(claim), Shield.NONE)),
        Word.SPAM,
        ALICE);
    assertThat(spam(other)).isEqualTo(1, EXACT);
  }

  @Test
  void thoseWhoGiveNoNameAreAsOneAndCaseTellsNobodyApart() {
    for (int i = 0; i < 9; i++) {
      say(newsletter("id" + i, NOW), Word.SPAM, new Reporter(""));
      say(newsletter("x" + i, NOW), Word.SPAM, new Reporter(i % 2 == 0 ? "Alice" : " alice"));
    }

    assertThat(spam(DOMAIN)).isEqualTo(6, EXACT);
  }

  @Test
  void whatIsNoTicketOfOursCountsForNobody() {
    assertThat(feedback.say("AQ", Word.SPAM, ALICE).join())
        .isEqualTo(new Outcome.Refused(TicketReading.Bad.MALFORMED));
    assertThat(tally(NETWORK).causes()).isEmpty();
  }

  @Test
  void figuresTellWhatBecameOfWords() {
    FeedbackFigures figures = new FeedbackFigures();
    for (int i = 0; i < 4; i++) {
      figures.count(say(newsletter("id" + i, NOW), Word.SPAM, ALICE));
    }
    figures.count(say(newsletter("id0", NOW), Word.SPAM, ALICE));
    figures.count(say(newsletter("id0", NOW), Word.HAM, ALICE));
    figures.count(feedback.say("", Word.SPAM, ALICE).join());

    assertThat(List.of(Figure.values()).stream().map(figures::total))
        .containsExactly(3L, 1L, 1L, 1L, 1L, 0L, 1L);
  }

  private Outcome say(Ticket ticket, Word word, Reporter reporter) {
    String text = feedback.tickets().write(ticket).orElseThrow();
    return feedback.say(text, word, reporter).join();
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
