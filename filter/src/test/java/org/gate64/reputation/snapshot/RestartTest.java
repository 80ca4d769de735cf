package org.gate64.reputation.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
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
import org.gate64.reputation.local.LocalReputationStore;
import org.gate64.reputation.local.LocalSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The only node stops, or is killed, and starts again. */
class RestartTest {

  private static final Instant NOW = Memories.NOW;
  private static final Scoring SCORING =
      new Scoring(
          ScoreSettings.usual(),
          new Ancestry(64, 32),
          new Decay(Duration.ofDays(14), Duration.ofHours(1)));
  private static final Subject NETWORK = Memories.subject("2001:db8:1:2::/64");
  private static final Subject SITE = Memories.subject("2001:db8:1::/48");

  @TempDir Path stateDirectory;

  @Test
  void bringsAllStandingsBack() throws IOException {
    LocalReputationStore before = start();
    spam(before, 20);
    save(before);
    Map<Subject, TrackRecord> remembered = before.entries();

    LocalReputationStore after = start();
    assertThat(after.entries()).isEqualTo(remembered).isNotEmpty();
    assertThat(state(after)).isEqualTo(State.BAD);
  }

  @Test
  void goesOnCountingWhereItWas() throws IOException {
    for (int i = 1; i <= 4; i++) {
      LocalReputationStore store = start();
      spam(store, 10);
      save(store);
      assertThat(longBad(store, NETWORK)).isEqualTo(10 * i);
    }

    assertThat(longBad(start(), SITE)).isEqualTo(1);
  }

  @Test
  void losesNoMoreThanCameAfterTheLastSnapshot() throws IOException {
    LocalReputationStore killed = start();
    spam(killed, 20);
    save(killed);
    spam(killed, 5);

    LocalReputationStore after = start();
    assertThat(longBad(after, NETWORK)).isEqualTo(20);
    spam(after, 1);
    assertThat(longBad(after, NETWORK)).isEqualTo(21);
  }

  private LocalReputationStore start() throws IOException {
    WriterIdentity identity = WriterIdentity.nextStart(stateDirectory, new Random(64), NOW);
    LocalReputationStore store =
        new LocalReputationStore(
            LocalSettings.usual(),
            SCORING,
            identity.writer(),
            identity.version(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            () -> 0,
            Runnable::run);
    snapshot().readOrSetAside(store::restore, NOW);
    return store;
  }

  private void save(LocalReputationStore store) throws IOException {
    snapshot().write(store.entries().entrySet());
  }

  private SnapshotFile snapshot() {
    return new SnapshotFile(stateDirectory.resolve("reputation"));
  }

  private static void spam(LocalReputationStore store, int count) {
    for (int i = 0; i < count; i++) {
      store.add(NETWORK, Change.of(Tally.of(Cause.FILTER_SPAM, 1, NOW)));
    }
  }

  private static double longBad(LocalReputationStore store, Subject subject) {
    store.flush();
    TrackRecord record = store.entries().getOrDefault(subject, TrackRecord.empty());
    return record.at(NOW, SCORING.decay()).longBad();
  }

  private static State state(LocalReputationStore store) {
    Map<Subject, TrackRecord> known = store.read(SCORING.lineage(NETWORK)).join();
    return SCORING.standing(NETWORK, known, NOW).state();
  }
}
