package org.gate64.reputation.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap.SimpleEntry;
import java.util.Map;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Change;
import org.gate64.reputation.Tally;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.Version;
import org.gate64.reputation.Votes;
import org.gate64.reputation.Writer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AddChangeTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
  private static final Writer WRITER = new Writer(1);

  private final Map.Entry<String, @Nullable TrackRecord> entry =
      new SimpleEntry<>("2001:db8::/64", null);

  @Test
  void aChangeIsAdded() {
    assertThat(change(1, 3).process(entry)).isEqualTo(AddChange.NO_VOTE);

    assertThat(bad()).isEqualTo(3);
  }

  @Test
  void carriedOutAgainItCountsOnce() {
    AddChange change = change(1, 3);
    change.process(entry);
    change.process(entry);

    assertThat(bad()).isEqualTo(3);
  }

  @Test
  void carriedOutAgainAfterALaterOneItCountsOnce() {
    change(1, 3).process(entry);
    change(2, 4).process(entry);
    change(1, 3).process(entry);

    assertThat(bad()).isEqualTo(7);
  }

  @Test
  void anAnswerThatGotLostIsGivenAgain() {
    AddChange change = change(1, 20);

    assertThat(change.process(entry)).isEqualTo("bad-child");
    assertThat(change.process(entry)).isEqualTo("bad-child");

    assertThat(record().votes()).isEqualTo(new Votes(Instant.EPOCH, NOW));
  }

  @Test
  void theNextChangeCastsNoVoteAgain() {
    change(1, 20).process(entry);

    assertThat(change(2, 20, NOW.plusSeconds(1)).process(entry)).isEqualTo(AddChange.NO_VOTE);
  }

  @Test
  void aGoodNetworkVotesToo() {
    Change good = Change.of(Tally.of(Cause.ACCEPTED, 30, NOW));

    assertThat(new AddChange(WRITER, new Version(1, 1), good, NOW, Cluster.SCORING).process(entry))
        .isEqualTo("good-child");
    assertThat(record().votes()).isEqualTo(new Votes(NOW, Instant.EPOCH));
  }

  @Test
  void aKeyThatIsNoSubjectHasNoVote() {
    Map.Entry<String, @Nullable TrackRecord> odd = new SimpleEntry<>("?", null);

    assertThat(change(1, 20).process(odd)).isEqualTo(AddChange.NO_VOTE);
  }

  @Test
  void joiningAgainMakesNoDifference() {
    change(1, 3).process(entry);
    TrackRecord earlier = record();
    change(2, 4).process(entry);
    TrackRecord now = record();

    new JoinRecord(earlier).process(entry);
    new JoinRecord(earlier).process(entry);

    assertThat(record()).isEqualTo(now);
  }

  @Test
  void joiningNothingLeavesNoEntry() {
    new JoinRecord(TrackRecord.empty()).process(entry);

    assertThat(entry.getValue()).isNull();
  }

  private static AddChange change(int flush, double weight) {
    return change(flush, weight, NOW);
  }

  private static AddChange change(int flush, double weight, Instant now) {
    Change spam = Change.of(Tally.of(Cause.FILTER_SPAM, weight, now));
    return new AddChange(WRITER, new Version(1, flush), spam, now, Cluster.SCORING);
  }

  private TrackRecord record() {
    return AddChange.orEmpty(entry.getValue());
  }

  private double bad() {
    return record().at(NOW, Cluster.DECAY).longBad();
  }

  @Test
  void changesFadeUntilTheNext() {
    change(1, 4).process(entry);
    change(2, 1, NOW.plus(Duration.ofDays(14))).process(entry);

    assertThat(record().at(NOW.plus(Duration.ofDays(14)), Cluster.DECAY).longBad())
        .isCloseTo(3, within(1e-9));
  }
}
