package org.gate64.attempts.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.attempts.hazelcast.AttemptCluster.known;
import static org.gate64.attempts.hazelcast.AttemptCluster.steered;
import static org.gate64.attempts.hazelcast.AttemptCluster.tries;

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
import org.gate64.attempts.Attempt;
import org.gate64.attempts.Fingerprint;
import org.gate64.reputation.hazelcast.Cluster;
import org.gate64.reputation.hazelcast.Splitting;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A member that hangs, one that dies, and two that lose each other. */
class TroubleTest {

  private static final Duration MARGIN = Duration.ofMillis(300);

  private static CountDownLatch blocked = new CountDownLatch(0);
  private static CountDownLatch released = new CountDownLatch(0);

  private AttemptCluster cluster;
  private HazelcastAttemptStore one;
  private HazelcastAttemptStore other;

  /** Never leaves the member that it is given to. */
  private record Block() implements EntryProcessor<String, Attempt, String> {
    @Override
    public String process(Map.Entry<String, Attempt> entry) {
      blocked.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return "";
    }

    @Override
    public @Nullable EntryProcessor<String, Attempt, String> getBackupProcessor() {
      return null;
    }
  }

  @BeforeEach
  void start() throws IOException {
    cluster = new AttemptCluster(Duration.ofDays(1));
    one = cluster.one();
    other = cluster.other();
  }

  @AfterEach
  void stop() {
    released.countDown();
    cluster.close();
  }

  @Test
  void nobodyWaitsLongerThanPatienceForAMemberThatHangs() {
    List<Fingerprint> here = owned(cluster.member(0), 1);
    List<Fingerprint> there = owned(cluster.member(1), 400);
    one.note(here.get(0), steered(0)).join();
    one.note(there.get(0), steered(0)).join();
    hang(there.subList(100, 400));
    List<Fingerprint> asked = new ArrayList<>(there.subList(0, 40));
    asked.add(here.get(0));

    long start = System.nanoTime();
    CompletableFuture<Map<Fingerprint, Attempt>> found = one.find(asked);
    var noted = one.note(there.get(0), steered(300));
    Duration called = Duration.ofNanos(System.nanoTime() - start);
    assertThat(found.join()).containsOnlyKeys(here);
    assertThat(noted.join()).isEmpty();
    Duration answered = Duration.ofNanos(System.nanoTime() - start);

    assertThat(called).isLessThan(MARGIN);
    assertThat(answered).isBetween(Duration.ofMillis(190), AttemptCluster.PATIENCE.plus(MARGIN));
    released.countDown();
    Cluster.await(Duration.ofSeconds(5), () -> tries(one, there.get(0)) == 2);
  }

  /** Whoever sends one first waits for all members, on whatever thread he is. */
  @Test
  void allTypesAreKnownEverywhereBeforeAnythingIsSent() {
    for (int i = 0; i < 2; i++) {
      assertThat(Splitting.types(cluster.member(i)))
          .contains(AttemptSerializer.TYPE, new NoteSerializer().getTypeName());
    }
  }

  @Test
  void whatOneKnewOutlivesIt() {
    List<Fingerprint> mails = owned(cluster.member(1), 50);
    mails.forEach(mail -> other.note(mail, steered(0)).join());

    cluster.member(1).getLifecycleService().terminate();

    Cluster.await(
        Duration.ofSeconds(5), () -> mails.stream().allMatch(mail -> tries(one, mail) == 1));
    assertThat(other.find(mails).join()).isEmpty();
    assertThat(other.note(mails.get(0), steered(300)).join()).isEmpty();
    other.forget(mails.get(0));
    assertThat(tries(one, mails.get(0))).isOne();
  }

  @Test
  void whatBothHalvesOfASplitClusterNotedIsJoined() {
    Fingerprint knownBefore = new Fingerprint(1, 1);
    Fingerprint newAtBoth = new Fingerprint(1, 2);
    Fingerprint newAtOther = new Fingerprint(1, 3);
    one.note(knownBefore, steered(0)).join();
    cluster.split();
    one.note(knownBefore, steered(300)).join();
    other.note(knownBefore, steered(400)).join();
    one.note(newAtBoth, steered(0)).join();
    other.note(newAtBoth, steered(30)).join();
    other.note(newAtOther, steered(0)).join();
    assertThat(known(one, newAtOther)).isEmpty();

    cluster.awaitHealing();

    for (HazelcastAttemptStore store : List.of(one, other)) {
      Cluster.await(Duration.ofSeconds(10), () -> tries(store, newAtOther) == 1);
      assertThat(known(store, knownBefore))
          .contains(
              steered(0)
                  .join(steered(300), AttemptCluster.INTERVAL)
                  .join(
                      steered(0).join(steered(400), AttemptCluster.INTERVAL),
                      AttemptCluster.INTERVAL));
      assertThat(tries(store, knownBefore)).isEqualTo(2);
      assertThat(tries(store, newAtBoth)).as("within the interval").isOne();
    }
  }

  /** Holds up all threads that work on the other member's mails. */
  private void hang(List<Fingerprint> mails) {
    blocked = new CountDownLatch(2);
    released = new CountDownLatch(1);
    IMap<String, Attempt> map = cluster.member(1).getMap(HazelcastAttemptStore.NAME);
    for (Fingerprint mail : mails) {
      var unused = map.submitToKey(HazelcastAttemptStore.key(mail), new Block());
    }
    Cluster.await(Duration.ofSeconds(5), () -> blocked.getCount() == 0);
  }

  private static List<Fingerprint> owned(HazelcastInstance member, int count) {
    Member self = member.getCluster().getLocalMember();
    List<Fingerprint> mails = new ArrayList<>();
    for (int i = 0; mails.size() < count; i++) {
      Fingerprint mail = new Fingerprint(i, 7);
      String key = HazelcastAttemptStore.key(mail);
      if (self.equals(member.getPartitionService().getPartition(key).getOwner())) {
        mails.add(mail);
      }
    }
    return mails;
  }
}
