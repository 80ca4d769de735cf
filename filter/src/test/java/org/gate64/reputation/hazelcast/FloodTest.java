package org.gate64.reputation.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.reputation.hazelcast.Cluster.await;
import static org.gate64.reputation.hazelcast.Cluster.network;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gate64.reputation.Cause;
import org.gate64.reputation.ClusterSettings;
import org.gate64.reputation.ClusterSettings.Bounds;
import org.gate64.reputation.Companions;
import org.gate64.reputation.Entry;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.Version;
import org.gate64.reputation.Votes;
import org.gate64.reputation.Writer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More networks than there is room for. */
class FloodTest {

  private static final int ROOM = 20_000;
  private static final int STRANGERS = 80_000;
  private static final int STRANGERS_AT_ONCE = 1_000;
  private static final int KNOWN = 5_000;

  private final Cluster cluster = new Cluster(1);
  private final Instant now = Clock.systemUTC().instant();

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void strangersDriveOutStrangers() throws IOException {
    HazelcastReputationStore store = cluster.start(0, settings());
    List<Subject> known = IntStream.range(0, KNOWN).mapToObj(FloodTest::known).toList();
    restore(store, known.stream(), 5);

    for (int i = 0; i < STRANGERS; i += STRANGERS_AT_ONCE) {
      restore(store, IntStream.range(i, i + STRANGERS_AT_ONCE).mapToObj(FloodTest::stranger), 0.2);
      assertThat(store.health().entries()).isLessThan(2 * ROOM);
      Cluster.pause(Duration.ofMillis(100));
    }

    await(Duration.ofSeconds(20), () -> store.health().entries() <= ROOM);
    assertThat(store.health().entries()).isGreaterThan(ROOM * 8 / 10);
    assertThat(store.health().forgotten()).isPositive();
    assertThat(store.entries().map(Map.Entry::getKey)).containsAll(known);
  }

  @Test
  void changesBeyondWhatMayWaitAreDroppedAndCounted() throws IOException {
    ClusterSettings usual = settings();
    HazelcastReputationStore store = cluster.start(0, usual);
    int waiting = usual.bounds().waiting();

    IntStream.range(0, 3 * waiting).forEach(i -> store.add(stranger(i), Cluster.spam(1)));

    assertThat(store.health().dropped()).isBetween((long) waiting, 2L * waiting);
    await(Duration.ofSeconds(20), () -> store.health().entries() >= waiting * 9 / 10);
  }

  private ClusterSettings settings() {
    ClusterSettings usual = cluster.settings(0);
    return new ClusterSettings(
        usual.name(),
        usual.bind(),
        usual.discovery(),
        usual.exposure(),
        usual.patience(),
        new Bounds(ROOM, 1000, 5000, Duration.ofDays(90)),
        usual.timing());
  }

  private void restore(HazelcastReputationStore store, Stream<Subject> subjects, double weight) {
    Tally tally = Tally.of(Cause.REFUSED, weight, now);
    TrackRecord record =
        new TrackRecord(
            Map.of(new Writer(99), new Entry(new Version(1, 1), tally)),
            Companions.none(),
            Votes.NONE);
    List<CompletableFuture<Boolean>> restored =
        subjects.map(subject -> store.restore(subject, record)).toList();
    assertThat(restored).allSatisfy(each -> assertThat(each.join()).isTrue());
  }

  private static Subject stranger(int i) {
    return network("2001:db8:%x:%x::/64".formatted(i >> 16, i & 0xffff));
  }

  private static Subject known(int i) {
    return network("2001:db9:%x::/64".formatted(i + 1));
  }
}
