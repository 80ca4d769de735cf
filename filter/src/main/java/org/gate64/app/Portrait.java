package org.gate64.app;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.gate64.reputation.Pins;
import org.gate64.reputation.Score;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.Standing;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.gate64.reputation.TrackRecord;

/**
 * What a node thinks of a subject, and how that came about.
 *
 * @param standing by which mail is judged, with what an operator set
 * @param score what the records alone come to
 * @param layers the records that the score rests on, the widest subject first and itself last
 */
record Portrait(Subject subject, Standing standing, Score score, List<Layer> layers) {

  Portrait {
    layers = List.copyOf(layers);
  }

  /**
   * One record.
   *
   * @param tally as it is by now
   */
  record Layer(Subject subject, TrackRecord record, Tally tally) {}

  /**
   * Draws it.
   *
   * @param known the records of the subject's lineage, as far as there are any
   */
  static Portrait of(
      Subject subject, Scoring scoring, Map<Subject, TrackRecord> known, Pins pins, Instant now) {
    Standing remembered = scoring.standing(subject, known, now);
    return new Portrait(
        subject,
        pins.of(subject, now).map(each -> each.over(remembered)).orElse(remembered),
        scoring.score(subject, known, now),
        scoring.lineage(subject).stream().map(each -> layer(each, known, scoring, now)).toList());
  }

  private static Layer layer(
      Subject subject, Map<Subject, TrackRecord> known, Scoring scoring, Instant now) {
    TrackRecord record = known.getOrDefault(subject, TrackRecord.empty());
    return new Layer(subject, record, record.at(now, scoring.decay()));
  }
}
