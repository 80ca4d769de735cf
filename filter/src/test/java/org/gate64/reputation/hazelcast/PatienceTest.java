package org.gate64.reputation.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.reputation.hazelcast.Cluster.await;
import static org.gate64.reputation.hazelcast.Cluster.bad;
import static org.gate64.reputation.hazelcast.Cluster.domain;
import static org.gate64.reputation.hazelcast.Cluster.spam;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.Version;
import org.gate64.reputation.Writer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A member that is there and does not answer. */
class PatienceTest {

  private static final Duration MARGIN = Duration.ofMillis(300);

  private static CountDownLatch blocked = new CountDownLatch(0);
  private static CountDownLatch released = new CountDownLatch(0);

  private final Cluster cluster = new Cluster(2);
  private HazelcastReputationStore one;
  private HazelcastReputationStore other;
  private List<Subject> ofOne;
  private List<Subject> ofOther;

  /** Never leaves the member that it is given to. */
  private record Block() implements EntryProcessor<String, TrackRecord, String> {
    @Override
    public String process(Map.Entry<String, TrackRecord> entry) {
      blocked.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return "";
    }

    @Override
    public @Nullable EntryProcessor<String, TrackRecord, String> getBackupProcessor() {
      return null;
    }
  }

  @BeforeEach
  void start() throws IOException {
    one = cluster.start(0);
    other = cluster.start(1);
    cluster.awaitMembers(2);
    ofOne = owned(cluster.member(0));
    ofOther = owned(cluster.member(1));
  }

  @AfterEach
  void stop() {
    released.countDown();
    cluster.close();
  }

  @Test
  void aReadEndsWithItsPatienceAndWithWhatCameByThen() {
    Subject here = ofOne.get(0);
    one.add(here, spam(2));
    one.add(ofOther.get(0), spam(2));
    await(Duration.ofSeconds(5), () -> one.health().underWay() == 0 && bad(one, here) > 1);
    Cluster.pause(Duration.ofSeconds(2));
    hang();
    long lateBefore = one.health().late();

    List<Subject> asked = new ArrayList<>(ofOther.subList(1, 40));
    asked.add(here);
    long start = System.nanoTime();
    CompletableFuture<Map<Subject, TrackRecord>> answer = one.read(asked);
    Duration called = Duration.ofNanos(System.nanoTime() - start);
    Map<Subject, TrackRecord> records = answer.join();
    Duration answered = Duration.ofNanos(System.nanoTime() - start);

    assertThat(called).isLessThan(MARGIN);
    assertThat(answered)
        .isBetween(Duration.ofMillis(190), cluster.settings(0).patience().plus(MARGIN));
    assertThat(records).containsOnlyKeys(here);
    assertThat(one.health().late() - lateBefore).isEqualTo(39);
  }

  @Test
  void whatIsAtHandIsStillKnown() {
    Subject there = ofOther.get(0);
    one.add(there, spam(2));
    await(Duration.ofSeconds(5), () -> one.health().underWay() == 0 && bad(one, there) > 1);
    Cluster.pause(Duration.ofSeconds(1));
    assertThat(bad(one, there)).isGreaterThan(1);
    Cluster.pause(Duration.ofMillis(200));
    hang();

    long start = System.nanoTime();
    assertThat(bad(one, there)).isGreaterThan(1);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(100));
  }

  @Test
  void whatWasKnownLastCountsWhereNoAnswerComes() {
    Subject there = ofOther.get(0);
    one.add(there, spam(2));
    await(Duration.ofSeconds(5), () -> one.health().underWay() == 0 && bad(one, there) > 1);
    other.add(there, spam(1));
    await(Duration.ofSeconds(5), () -> bad(one, there) > 2.5);
    other.add(there, spam(1));
    // It tells that it has changed, so that it is not at hand any more.
    Cluster.pause(Duration.ofSeconds(2));
    hang();

    assertThat(bad(one, there)).isBetween(2.5, 3.5);
    assertThat(one.health().late()).isPositive();
  }

  @Test
  void whatItHasAddedItselfCountsWhereNoAnswerComes() {
    Subject there = ofOther.get(0);
    one.add(there, spam(2));
    // It is written, and was not asked for.
    Cluster.pause(Duration.ofSeconds(3));
    assertThat(one.health().underWay()).isZero();
    hang();

    assertThat(bad(one, there)).isGreaterThan(1);
  }

  @Test
  void whatANodeBringsAlongCountsWhereNoAnswerComes() {
    Subject there = ofOther.get(0);
    hang();

    TrackRecord record =
        TrackRecord.empty().with(new Writer(7), new Version(1, 1), spam(2), Cluster.DECAY);
    CompletableFuture<Boolean> unused = one.restore(there, record);

    assertThat(bad(one, there)).isGreaterThan(1);
  }

  @Test
  void changesOfOthersGoOnAndThoseThatWaitAreNotLost() {
    hang();
    Subject here = ofOne.get(0);
    Subject there = ofOther.get(0);
    for (int i = 0; i < 30; i++) {
      one.add(here, spam(1));
      one.add(there, spam(1));
      Cluster.pause(Duration.ofMillis(100));
    }
    assertThat(flushed(here)).isGreaterThan(10);
    assertThat(one.health().underWay()).isBetween(1, 2);

    released.countDown();

    await(Duration.ofSeconds(10), () -> one.health().underWay() == 0);
    await(Duration.ofSeconds(5), () -> Math.abs(bad(one, there) - 30) < 0.01);
    await(Duration.ofSeconds(5), () -> Math.abs(bad(one, here) - 30) < 0.01);
  }

  private double flushed(Subject subject) {
    IMap<String, TrackRecord> map = cluster.member(0).getMap(MapConfiguration.NAME);
    return AddChange.orEmpty(map.get(subject.toString())).entries().values().stream()
        .mapToDouble(entry -> entry.tally().longBad())
        .sum();
  }

  /** Holds up all threads that work on the other member's records. */
  private void hang() {
    HazelcastInstance other = cluster.member(1);
    int threads = 2 * Runtime.getRuntime().availableProcessors();
    blocked = new CountDownLatch(2);
    released = new CountDownLatch(1);
    IMap<String, TrackRecord> map = other.getMap(MapConfiguration.NAME);
    for (int i = 0; i < 20 * threads; i++) {
      var unused = map.submitToKey(ofOther.get(100 + i).toString(), new Block());
    }
    await(Duration.ofSeconds(5), () -> blocked.getCount() == 0);
  }

  private static List<Subject> owned(HazelcastInstance member) {
    Member self = member.getCluster().getLocalMember();
    List<Subject> subjects = new ArrayList<>();
    for (int i = 0; subjects.size() < 400; i++) {
      Subject subject = domain("d" + i + ".example");
      if (self.equals(member.getPartitionService().getPartition(subject.toString()).getOwner())) {
        subjects.add(subject);
      }
    }
    return subjects;
  }
}
