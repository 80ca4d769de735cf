package org.gate64.reputation.hazelcast;

import com.hazelcast.map.EntryProcessor;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Change;
import org.gate64.reputation.Entry;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.Version;
import org.gate64.reputation.Votes;
import org.gate64.reputation.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Adds to a record where it lies, and has its subject cast the vote that becomes due by it. Answers
 * with the vote's keyword, or {@link #NO_VOTE}.
 *
 * <p>May be carried out any number of times, on the owner and its backups, and counts once: the
 * change by its version, and the vote by its time, so that an answer that got lost is given again.
 *
 * @param now the writer's time, in whole milliseconds
 * @param scoring the writer's, so that all members come to the same result
 */
record AddChange(Writer writer, Version version, Change change, Instant now, Scoring scoring)
    implements EntryProcessor<String, TrackRecord, String> {

  static final String NO_VOTE = "";

  AddChange {
    now = Instant.ofEpochMilli(now.toEpochMilli());
  }

  @Override
  public String process(Map.Entry<String, @Nullable TrackRecord> entry) {
    TrackRecord before = orEmpty(entry.getValue());
    int since = versionIn(before).compareTo(version);
    if (since > 0) {
      // Others followed, which are sent only when this one has been confirmed.
      return NO_VOTE;
    }
    Optional<Cause> earlier = since == 0 ? votedAt(before) : Optional.empty();
    TrackRecord after = before.with(writer, version, change, scoring.decay());
    Optional<Cause> vote = earlier.or(() -> due(entry.getKey(), after));
    entry.setValue(vote.map(this::cast).map(after::withVotes).orElse(after));
    return vote.map(Cause::keyword).orElse(NO_VOTE);
  }

  private Version versionIn(TrackRecord record) {
    Entry own = record.entries().get(writer);
    return own == null ? Version.NONE : own.version();
  }

  private Optional<Cause> due(String key, TrackRecord record) {
    return Subject.parse(key).flatMap(subject -> scoring.vote(subject, record, now));
  }

  private Optional<Cause> votedAt(TrackRecord record) {
    if (record.votes().bad().equals(now)) {
      return Optional.of(Cause.BAD_CHILD);
    }
    return record.votes().good().equals(now) ? Optional.of(Cause.GOOD_CHILD) : Optional.empty();
  }

  private Votes cast(Cause vote) {
    return switch (vote.side()) {
      case GOOD -> new Votes(now, Instant.EPOCH);
      case BAD -> new Votes(Instant.EPOCH, now);
    };
  }

  /** Of nobody nothing is remembered. */
  static TrackRecord orEmpty(@Nullable TrackRecord record) {
    return record == null ? TrackRecord.empty() : record;
  }
}
