package org.gate64.reputation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.gate64.reputation.Standing.State;

/** Mail as it comes in, and what is remembered of it: one node's memory, without the node. */
final class World {

  static final Decay DECAY = new Decay(Duration.ofDays(14), Duration.ofHours(1));
  static final Scoring SCORING = new Scoring(ScoreSettings.usual(), new Ancestry(64, 32), DECAY);

  private static final Writer WRITER = new Writer(64);

  private final Map<Subject, TrackRecord> records = new HashMap<>();
  private Instant now = Instant.parse("2026-03-01T00:00:00Z");
  private Version version = Version.atStart(1);

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** So many messages that a content filter took for spam, and a pause after each. */
  void spam(Subject network, int count, Duration pause) {
    repeat(network, Tally.of(Cause.FILTER_SPAM, 1, now), count, pause);
  }

  /** So many authenticated messages that were delivered. */
  void delivered(Subject network, int count, Duration pause) {
    repeat(network, Tally.of(Cause.ACCEPTED, 0.2, now), count, pause);
  }

  /** So many different messages that the rule refused. */
  void refused(Subject network, int count, Duration pause) {
    repeat(network, Tally.of(Cause.REFUSED, 0.2, now), count, pause);
  }

  /** How many messages taken for spam it takes until a network's standing is bad. */
  int spamUntilBad(Subject network, Duration pause) {
    for (int count = 1; count < 1_000; count++) {
      spam(network, 1, Duration.ZERO);
      if (standing(network).isBad()) {
        return count;
      }
      pass(pause);
    }
    throw new AssertionError("still not bad: " + score(network));
  }

  State state(Subject subject) {
    return standing(subject).state();
  }

  Standing standing(Subject subject) {
    return SCORING.standing(subject, records, now);
  }

  Score score(Subject subject) {
    return SCORING.score(subject, records, now);
  }

  Tally tally(Subject subject) {
    return record(subject).at(now, DECAY);
  }

  private TrackRecord record(Subject subject) {
    return records.getOrDefault(subject, TrackRecord.empty());
  }

  private void repeat(Subject subject, Tally each, int count, Duration pause) {
    for (int i = 0; i < count; i++) {
      Tally tally = new Tally(now, each.causes(), each.shortGood(), each.shortBad(), 0, 0);
      add(subject, tally);
      pass(pause);
    }
  }

  private void add(Subject subject, Tally tally) {
    version = version.next();
    TrackRecord counted = record(subject).with(WRITER, version, Change.of(tally), DECAY);
    records.put(subject, counted);
    SCORING.vote(subject, counted, now).ifPresent(vote -> cast(subject, vote));
  }

  private void cast(Subject subject, Cause vote) {
    records.put(subject, record(subject).withVotes(Votes.of(vote, now)));
    SCORING.electors(subject).forEach(elector -> add(elector, Tally.of(vote, 1, now)));
  }
}
