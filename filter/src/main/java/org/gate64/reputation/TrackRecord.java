package org.gate64.reputation;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that is remembered of one subject.
 *
 * <p><b>Why nothing is counted twice.</b> Every writer counts in an entry of its own, which only
 * ever moves on from version to version. Two copies of a record that went separate ways (two halves
 * of a split cluster, a snapshot and what the others still know) are joined by taking each writer's
 * later entry: joining is commutative, associative and idempotent, so it does not matter who meets
 * whom first or how often. A change that is delivered twice is seen by its version and left out.
 *
 * <p>What this costs: a writer that starts from an old snapshot, without meeting anybody who knew
 * more, counts on from there, and what it had counted in between is lost at the next join. Rather a
 * little too little than anything twice.
 *
 * @param entries by writer
 * @param companions domains seen in it, where it is a network
 * @param votes what it has told its parents, where it is a network
 */
public record TrackRecord(Map<Writer, Entry> entries, Companions companions, Votes votes) {

  /** More nodes than any cluster has; of more, those heard of last are kept. */
  static final int MOST_WRITERS = 16;

  private static final TrackRecord EMPTY = new TrackRecord(Map.of(), Companions.none(), Votes.NONE);

  public TrackRecord {
    entries = Map.copyOf(entries);
  }

  /** Nothing is remembered. */
  public static TrackRecord empty() {
    return EMPTY;
  }

  /**
   * With a change that a writer made in one version, unless that is in it already. An entry of a
   * later time was made when the writer's clock was ahead, and is taken for one of now; otherwise
   * nothing could be added to it until that time has come.
   *
   * <p>What takes back takes no more than is there by then, from all entries together: what had
   * faded or been forgotten would be a debt that ate what is counted later.
   *
   * @param decay how the writer's entry fades until the change
   */
  public TrackRecord with(Writer writer, Version version, Change change, Decay decay) {
    Entry before = entries.getOrDefault(writer, new Entry(Version.NONE, Tally.empty()));
    if (!version.isAfter(before.version())) {
      return this;
    }
    Map<Writer, Entry> changed = new TreeMap<>(entries);
    Tally sum = sum(before.tally(), change.tally(), decay);
    if (change.tally().takesBack()) {
      changed.put(writer, new Entry(version, sum));
      Tally all = sum(changed.values(), change.tally().at(), decay);
      sum = sum.plus(all.debts().negated(), decay);
    }
    changed.put(writer, new Entry(version, sum.trimmed()));
    return new TrackRecord(bounded(changed), companions.union(change.companions()), votes);
  }

  private static Tally sum(Tally before, Tally added, Decay decay) {
    return added.isEmpty() ? before : before.asOf(added.at(), decay).plus(added, decay);
  }

  /** With these votes cast, beside those that were. */
  public TrackRecord withVotes(Votes cast) {
    return new TrackRecord(entries, companions, votes.latest(cast));
  }

  /** What two copies of one record know together. */
  public TrackRecord join(TrackRecord other) {
    Map<Writer, Entry> joined = new TreeMap<>(entries);
    other.entries.forEach((writer, entry) -> joined.merge(writer, entry, Entry::later));
    return new TrackRecord(
        bounded(joined), companions.union(other.companions), votes.latest(other.votes));
  }

  /**
   * All entries together, as they are at a time. What one writer took back makes less of what
   * another counted, but never less than nothing.
   */
  public Tally at(Instant now, Decay decay) {
    return sum(new TreeMap<>(entries).values(), now, decay).withoutDebts();
  }

  private static Tally sum(Collection<Entry> entries, Instant now, Decay decay) {
    Tally sum = Tally.empty();
    for (Entry entry : entries) {
      sum = sum.plus(entry.tally().asOf(now, decay), decay);
    }
    return sum;
  }

  /** Whether so little is left of it that it may as well be forgotten. */
  public boolean isFaded(Instant now, Decay decay) {
    return at(now, decay).trimmed().isEmpty();
  }

  private static Map<Writer, Entry> bounded(Map<Writer, Entry> entries) {
    if (entries.size() <= MOST_WRITERS) {
      return entries;
    }
    Comparator<Map.Entry<Writer, Entry>> lastHeardFirst =
        Comparator.<Map.Entry<Writer, Entry>, Instant>comparing(
                entry -> entry.getValue().tally().at())
            .reversed()
            .thenComparing(Map.Entry.comparingByKey());
    Map<Writer, Entry> kept = new TreeMap<>();
    entries.entrySet().stream()
        .sorted(lastHeardFirst)
        .limit(MOST_WRITERS)
        .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
    return kept;
  }
}
