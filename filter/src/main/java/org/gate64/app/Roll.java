package org.gate64.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.gate64.reputation.Ancestry.Kind;
import org.gate64.reputation.Pins;
import org.gate64.reputation.ReputationArchive;
import org.gate64.reputation.ReputationStore;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.Standing;
import org.gate64.reputation.Standing.State;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;

/**
 * Those whom most is remembered of, with their standing. A standing rests on the records of the
 * networks around as well, and asking a cluster for those one by one would take minutes; so the
 * memory is gone through twice, first for the blocks, of which there are few: only networks that
 * became good or bad leave something in them. The addresses that are told apart within a shared
 * network are asked for one by one.
 */
final class Roll {

  private static final Comparator<Listed> LEAST_FIRST =
      Comparator.<Listed>comparingDouble(each -> each.standing().record())
          .thenComparing(each -> each.subject().toString(), Comparator.reverseOrder());

  private final ReputationStore store;
  private final Scoring scoring;
  private final Pins pins;
  private final Instant now;
  private final Wanted wanted;
  private final Map<Subject, TrackRecord> blocks = new HashMap<>();
  private final PriorityQueue<Listed> most = new PriorityQueue<>(LEAST_FIRST);
  private final Set<Subject> unseen;
  private int matching;

  /**
   * Whom to list.
   *
   * @param state those of this standing; empty for all
   * @param limit so many at most
   */
  record Wanted(Optional<State> state, int limit) {}

  /** One line of it. */
  record Listed(Subject subject, Standing standing) {}

  /**
   * What came of it.
   *
   * @param listed those with most first
   * @param matching how many there are in all
   */
  record Result(List<Listed> listed, int matching) {}

  private Roll(ReputationStore store, Scoring scoring, Pins pins, Wanted wanted, Instant now) {
    this.store = store;
    this.scoring = scoring;
    this.pins = pins;
    this.wanted = wanted;
    this.now = now;
    this.unseen = new HashSet<>(pins.all().keySet());
  }

  /** Goes through all that is remembered, and waits for it. */
  static Result call(
      ReputationArchive archive,
      ReputationStore store,
      Scoring scoring,
      Wanted wanted,
      Instant now) {
    Roll roll = new Roll(store, scoring, archive.pins().holding(now), wanted, now);
    archive.forEach(roll::rememberBlock);
    archive.forEach(roll::add);
    List.copyOf(roll.unseen).forEach(pinned -> roll.add(pinned, TrackRecord.empty()));
    List<Listed> listed = new ArrayList<>(roll.most);
    listed.sort(LEAST_FIRST.reversed());
    return new Result(listed, roll.matching);
  }

  private void rememberBlock(Subject subject, TrackRecord record) {
    if (is(Kind.BLOCK, subject)) {
      blocks.put(subject, record);
    }
  }

  private void add(Subject subject, TrackRecord record) {
    unseen.remove(subject);
    Standing remembered = scoring.standing(subject, around(subject, record), now);
    Standing standing = pins.of(subject, now).map(pin -> pin.over(remembered)).orElse(remembered);
    if (wanted.state().filter(state -> state != standing.state()).isPresent()) {
      return;
    }
    matching++;
    most.add(new Listed(subject, standing));
    if (most.size() > wanted.limit()) {
      most.remove();
    }
  }

  private Map<Subject, TrackRecord> around(Subject subject, TrackRecord record) {
    Map<Subject, TrackRecord> known =
        is(Kind.ADDRESS, subject)
            ? new HashMap<>(store.read(scoring.lineage(subject)).join())
            : new HashMap<>();
    for (Subject each : scoring.lineage(subject)) {
      TrackRecord block = blocks.get(each);
      if (block != null) {
        known.put(each, block);
      }
    }
    known.put(subject, record);
    return known;
  }

  private boolean is(Kind kind, Subject subject) {
    return subject instanceof Subject.OfNetwork of && scoring.ancestry().kind(of.network()) == kind;
  }
}
