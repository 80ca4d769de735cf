package org.gate64.reputation.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gate64.reputation.Ancestry;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Change;
import org.gate64.reputation.Decay;
import org.gate64.reputation.ScoreSettings;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.Standing.State;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.Version;
import org.gate64.reputation.Writer;

/** A memory, and a time that passes only when it is told to. */
final class Node extends Clock {

  static final Decay DECAY = new Decay(Duration.ofDays(14), Duration.ofHours(1));
  static final Scoring SCORING = new Scoring(ScoreSettings.usual(), new Ancestry(64, 32), DECAY);

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final LocalReputationStore store;
  private volatile Duration passed = Duration.ZERO;

  Node(LocalSettings settings) {
    this(settings, 1);
  }

  /**
   * A memory that begins anew.
   *
   * @param start how often it had been started, this time included
   */
  Node(LocalSettings settings, int start) {
    store =
        new LocalReputationStore(
            settings,
            SCORING,
            new Writer(1),
            Version.atStart(start),
            this,
            () -> passed.toNanos(),
            Runnable::run);
  }

  LocalReputationStore store() {
    return store;
  }

  void pass(Duration time) {
    passed = passed.plus(time);
  }

  Instant now() {
    return START.plus(passed);
  }

  void spam(Subject subject, int count) {
    for (int i = 0; i < count; i++) {
      store.add(subject, change(Tally.of(Cause.FILTER_SPAM, 1, now())));
    }
  }

  Optional<TrackRecord> record(Subject subject) {
    return Optional.ofNullable(store.read(List.of(subject)).join().get(subject));
  }

  Tally tally(Subject subject) {
    return record(subject).orElse(TrackRecord.empty()).at(now(), DECAY);
  }

  State state(Subject subject) {
    Map<Subject, TrackRecord> known = store.read(SCORING.lineage(subject)).join();
    return SCORING.standing(subject, known, now()).state();
  }

  static Change change(Tally tally) {
    return Change.of(tally);
  }

  static Subject subject(String text) {
    return Subject.parse(text).orElseThrow();
  }

  @Override
  public Instant instant() {
    return now();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
