package org.gate64.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What holds for any records; each round has its own seed, and so can be repeated by itself. */
class TrackRecordPropertiesTest {

  private static final int ROUNDS = 300;
  private static final List<Cause> CAUSES = List.of(Cause.values());
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Decay DECAY = World.DECAY;
  private static final Offset<Double> EXACTLY = within(1e-9);

  private Random random = new Random();

  @RepeatedTest(ROUNDS)
  void itDoesNotMatterWhoIsJoinedFirst(RepetitionInfo round) {
    random = new Random(round.getCurrentRepetition());
    List<TrackRecord> copies = copies(5);
    TrackRecord all = copies.stream().reduce(TrackRecord.empty(), TrackRecord::join);

    Collections.shuffle(copies, random);
    assertThat(copies.stream().reduce(TrackRecord.empty(), TrackRecord::join)).isEqualTo(all);
    TrackRecord right =
        copies
            .get(0)
            .join(copies.get(1).join(copies.get(2).join(copies.get(3).join(copies.get(4)))));
    assertThat(right).isEqualTo(all);
  }

  @RepeatedTest(ROUNDS)
  void joiningTwiceIsJoiningOnce(RepetitionInfo round) {
    random = new Random(round.getCurrentRepetition());
    List<TrackRecord> copies = copies(2);
    TrackRecord joined = copies.get(0).join(copies.get(1));

    assertThat(joined.join(joined)).isEqualTo(joined);
    assertThat(joined.join(copies.get(0))).isEqualTo(joined);
    assertThat(copies.get(1).join(joined)).isEqualTo(joined);
  }

  @RepeatedTest(ROUNDS)
  void aSplitAndItsHealingCountWhatOneMemoryWouldHave(RepetitionInfo round) {
    random = new Random(round.getCurrentRepetition());
    Writer one = new Writer(1);
    Writer other = new Writer(2);
    TrackRecord whole = TrackRecord.empty();
    TrackRecord half = TrackRecord.empty();
    TrackRecord otherHalf = TrackRecord.empty();
    for (int flush = 1; flush <= 20; flush++) {
      Version version = new Version(1, flush);
      Change change = change(START.plus(Duration.ofHours(flush)));
      boolean first = random.nextBoolean();
      whole = whole.with(first ? one : other, version, change, DECAY);
      half = first ? half.with(one, version, change, DECAY) : half;
      otherHalf = first ? otherHalf : otherHalf.with(other, version, change, DECAY);
    }

    assertThat(half.join(otherHalf)).isEqualTo(whole);
  }

  @RepeatedTest(ROUNDS)
  void aChangeThatIsDeliveredAgainIsLeftOut(RepetitionInfo round) {
    random = new Random(round.getCurrentRepetition());
    TrackRecord before = copies(1).get(0);
    Writer writer = new Writer(random.nextInt(6));
    Version version = new Version(9, 1 + random.nextInt(100));
    Change change = change(START.plus(Duration.ofDays(30)));
    TrackRecord after = before.with(writer, version, change, DECAY);

    assertThat(after.with(writer, version, change, DECAY)).isEqualTo(after);
    assertThat(after.with(writer, new Version(8, 1_000), change, DECAY)).isEqualTo(after);
    assertThat(after.join(before).with(writer, version, change, DECAY)).isEqualTo(after);
  }

  @RepeatedTest(ROUNDS)
  void fadingInOneStepIsFadingInMany(RepetitionInfo round) {
    random = new Random(round.getCurrentRepetition());
    Tally tally = change(START).tally().plus(change(START).tally(), DECAY);
    Tally stepwise = tally;
    Instant now = START;
    for (int step = 0; step < 50; step++) {
      now = now.plusNanos((long) (random.nextDouble() * Duration.ofHours(6).toNanos()));
      stepwise = stepwise.faded(now, DECAY);
    }

    assertSame(stepwise, tally.faded(now, DECAY));
  }

  @RepeatedTest(ROUNDS)
  void whatIsAddedAfterTheClockWasSetBackCountsInFull(RepetitionInfo round) {
    random = new Random(round.getCurrentRepetition());
    Writer writer = new Writer(1);
    Instant back = START.minusSeconds(random.nextInt(400 * 86_400));
    Tally there = change(START).tally();
    Tally late = change(back).tally();
    TrackRecord record =
        TrackRecord.empty()
            .with(writer, new Version(1, 1), Change.of(there), DECAY)
            .with(writer, new Version(1, 2), Change.of(late), DECAY);

    Tally sum = record.at(back, DECAY);
    assertThat(sum.longGood()).isCloseTo(there.longGood() + late.longGood(), within(0.002));
    assertThat(sum.longBad()).isCloseTo(there.longBad() + late.longBad(), within(0.002));
    assertThat(sum.shortBad()).isCloseTo(there.shortBad() + late.shortBad(), within(0.002));
    assertThat(sum.mails()).isCloseTo(there.mails() + late.mails(), within(0.002));
  }

  @RepeatedTest(ROUNDS)
  void aWriterWhoseClockIsAheadTakesNothingFromTheOthers(RepetitionInfo round) {
    random = new Random(round.getCurrentRepetition());
    Tally known = change(START).tally();
    Tally ahead = change(START.plus(Duration.ofDays(1 + random.nextInt(4_000)))).tally();
    TrackRecord record =
        TrackRecord.empty()
            .with(new Writer(1), new Version(1, 1), Change.of(known), DECAY)
            .with(new Writer(2), new Version(1, 1), Change.of(ahead), DECAY);

    Tally sum = record.at(START, DECAY);
    assertThat(sum.at()).isEqualTo(START);
    assertThat(sum.longGood()).isCloseTo(known.longGood() + ahead.longGood(), EXACTLY);
    assertThat(sum.longBad()).isCloseTo(known.longBad() + ahead.longBad(), EXACTLY);
    assertThat(sum.mails()).isCloseTo(known.mails() + ahead.mails(), EXACTLY);
  }

  @RepeatedTest(ROUNDS)
  void takingBackRestoresWhatWasThereBeforeWhoeverDoesIt(RepetitionInfo round) {
    random = new Random(round.getCurrentRepetition());
    Cause cause = cause();
    double weight = 0.2 + 5 * random.nextDouble();
    Instant counted = START.plusMillis(random.nextInt(10_000_000));
    Instant takenBack = counted.plusMillis(random.nextInt(10_000_000));
    Writer writer = new Writer(1);
    Writer who = new Writer(1 + random.nextInt(2));
    TrackRecord before = TrackRecord.empty().with(writer, new Version(1, 1), change(START), DECAY);
    TrackRecord after =
        before
            .with(writer, new Version(1, 2), weighing(cause, weight, counted), DECAY)
            .with(who, new Version(1, 3), weighing(cause, -weight, counted), DECAY);

    assertSame(after.at(takenBack, DECAY), before.at(takenBack, DECAY));
  }

  @RepeatedTest(ROUNDS)
  void takingBackMoreThanThereIsLeavesNothing(RepetitionInfo round) {
    random = new Random(round.getCurrentRepetition());
    Cause cause = cause();
    TrackRecord record =
        TrackRecord.empty()
            .with(new Writer(1), new Version(1, 1), weighing(cause, 1, START), DECAY)
            .with(new Writer(2), new Version(1, 1), weighing(cause, -3, START), DECAY);

    assertThat(record.at(START, DECAY).longGood()).isZero();
    assertThat(record.at(START, DECAY).longBad()).isZero();
    assertThat(record.at(START, DECAY).shortBad()).isZero();
    assertThat(record.isFaded(START, DECAY)).isTrue();
  }

  @RepeatedTest(ROUNDS)
  void whatIsTakenBackTooLateEatsNothingThatIsCountedLater(RepetitionInfo round) {
    random = new Random(round.getCurrentRepetition());
    Writer who = new Writer(1 + random.nextInt(2));
    TrackRecord record =
        TrackRecord.empty()
            .with(new Writer(1), new Version(1, 1), weighing(Cause.FEEDBACK_SPAM, 1, START), DECAY)
            .with(who, new Version(1, 2), weighing(Cause.FEEDBACK_SPAM, -3, START), DECAY)
            .with(new Writer(3), new Version(1, 1), weighing(Cause.TRAP, 2, START), DECAY)
            .with(who, new Version(1, 3), weighing(Cause.FEEDBACK_SPAM, 1, START), DECAY);

    assertThat(record.at(START, DECAY).longBad()).isCloseTo(3, EXACTLY);
    assertThat(record.at(START, DECAY).shortBad()).isCloseTo(3, EXACTLY);
  }

  @RepeatedTest(ROUNDS)
  void staysBoundedAndKeepsThoseHeardOfLast(RepetitionInfo round) {
    random = new Random(round.getCurrentRepetition());
    TrackRecord record = TrackRecord.empty();
    int writers = TrackRecord.MOST_WRITERS + 20;
    for (int i = 1; i <= writers; i++) {
      Instant at = START.plus(Duration.ofHours(i));
      record = record.with(new Writer(i), new Version(1, 1), Change.of(change(at).tally()), DECAY);
      for (int domain = 0; domain < 3; domain++) {
        Companions companion = Companions.of(domain("d%d-%d.example".formatted(i, domain)), at);
        Change seen = new Change(Tally.empty(), companion);
        record = record.with(new Writer(i), new Version(1, 2 + domain), seen, DECAY);
      }
    }

    assertThat(record.entries()).hasSize(TrackRecord.MOST_WRITERS).containsKey(new Writer(writers));
    assertThat(record.entries()).doesNotContainKey(new Writer(1));
    assertThat(record.companions().seen()).hasSize(Companions.MOST);
    assertThat(record.companions().since(START.plus(Duration.ofHours(writers)), Duration.ZERO))
        .isEqualTo(3);
  }

  /**
   * Copies of one record that went separate ways: each has heard of some writers up to some time.
   */
  private List<TrackRecord> copies(int count) {
    Map<Writer, List<TrackRecord>> histories = new HashMap<>();
    for (int writer = 1; writer <= 12 + random.nextInt(12); writer++) {
      histories.put(new Writer(writer), history(new Writer(writer)));
    }
    List<TrackRecord> copies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TrackRecord copy = TrackRecord.empty();
      for (List<TrackRecord> history : histories.values()) {
        copy = copy.join(history.get(random.nextInt(history.size())));
      }
      copies.add(copy);
    }
    return copies;
  }

  private List<TrackRecord> history(Writer writer) {
    List<TrackRecord> history = new ArrayList<>(List.of(TrackRecord.empty()));
    Instant now = START;
    Version version = Version.atStart(1 + random.nextInt(3));
    for (int i = 0; i < 6; i++) {
      now = now.plusSeconds(random.nextInt(5) * 3_600L);
      version = version.next();
      TrackRecord last = history.get(history.size() - 1);
      TrackRecord next = last.with(writer, version, change(now), DECAY);
      history.add(random.nextBoolean() ? next.withVotes(new Votes(now, Instant.EPOCH)) : next);
    }
    return history;
  }

  private Change change(Instant at) {
    Tally tally = Tally.ofMail(at).plus(Tally.ofProbation(at), DECAY);
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      Cause cause = cause();
      tally = tally.plus(Tally.of(cause, 0.2 + random.nextDouble(), at), DECAY);
    }
    return new Change(
        tally, Companions.of(domain("d%d.example".formatted(random.nextInt(50))), at));
  }

  private Cause cause() {
    return CAUSES.get(random.nextInt(CAUSES.size()));
  }

  private static Change weighing(Cause cause, double weight, Instant at) {
    return Change.of(Tally.of(cause, weight, at));
  }

  private static DomainName domain(String name) {
    return DomainName.parse(name).orElseThrow();
  }

  private static void assertSame(Tally actual, Tally expected) {
    assertThat(actual.at()).isEqualTo(expected.at());
    for (Cause cause : Cause.values()) {
      assertThat(actual.causes().getOrDefault(cause, 0.0))
          .as(cause.keyword())
          .isCloseTo(expected.causes().getOrDefault(cause, 0.0), EXACTLY);
    }
    assertThat(actual.shortGood()).isCloseTo(expected.shortGood(), EXACTLY);
    assertThat(actual.shortBad()).isCloseTo(expected.shortBad(), EXACTLY);
    assertThat(actual.mails()).isCloseTo(expected.mails(), EXACTLY);
    assertThat(actual.probations()).isCloseTo(expected.probations(), EXACTLY);
  }
}
