package org.gate64.reputation.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gate64.net.DomainName;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Change;
import org.gate64.reputation.Companions;
import org.gate64.reputation.Decay;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.Version;
import org.gate64.reputation.Votes;
import org.gate64.reputation.Writer;

/** Records as a daemon would have them. */
final class Memories {

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456789Z");

  private static final Decay DECAY = new Decay(Duration.ofDays(14), Duration.ofHours(1));

  private Memories() {}

  /** One of each kind, with all that a record can hold. */
  static Map<Subject, TrackRecord> ofEveryKind() {
    Map<Subject, TrackRecord> records = new LinkedHashMap<>();
    records.put(subject("2001:db8:1:2::/64"), full());
    records.put(subject("2001:db8:1:2::7"), spam(1));
    records.put(subject("2001:db8::/32"), spam(2));
    records.put(subject("192.0.2.1"), spam(3));
    records.put(subject("example.org"), spam(4));
    records.put(subject("example.org from 2001:db8:1:2::/64"), spam(5));
    return records;
  }

  static TrackRecord spam(double weight) {
    return TrackRecord.empty()
        .with(
            new Writer(-1),
            new Version(1, 1),
            Change.of(Tally.of(Cause.FILTER_SPAM, weight, NOW)),
            DECAY);
  }

  static Subject subject(String text) {
    return Subject.parse(text).orElseThrow();
  }

  /** With all that a record can hold. */
  static TrackRecord full() {
    Tally tally = Tally.ofMail(NOW).plus(Tally.ofProbation(NOW), DECAY);
    for (Cause cause : Cause.values()) {
      tally = tally.plus(Tally.of(cause, 1.0 / 3 + cause.keyword().length(), NOW), DECAY);
    }
    Companions companions = Companions.of(DomainName.parse("example.net").orElseThrow(), NOW);
    Change takenBack = Change.of(Tally.of(Cause.TRAP, -5, NOW.plusSeconds(1)));
    return TrackRecord.empty()
        .with(new Writer(Long.MIN_VALUE), new Version(3, 4), new Change(tally, companions), DECAY)
        .with(new Writer(5), new Version(Integer.MAX_VALUE, 1), takenBack, DECAY)
        .withVotes(new Votes(NOW.minusSeconds(5), NOW));
  }
}
