package org.gate64.reputation.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Standing.State;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;
import org.junit.jupiter.api.Test;

class LocalReputationStoreTest {

  private static final Subject NETWORK = Node.subject("2001:db8:1:1::/64");
  private static final Subject CUSTOMER = Node.subject("2001:db8:1::/56");
  private static final Subject SITE = Node.subject("2001:db8:1::/48");
  private static final Subject BLOCK = Node.subject("2001:db8::/32");

  private final Node node = new Node(new LocalSettings(100, 10, 3, Duration.ofDays(90), 1_000));
  private final LocalReputationStore store = node.store();

  @Test
  void knowsNobodyAtFirst() {
    assertThat(store.read(List.of(NETWORK))).isCompletedWithValue(Map.of());
  }

  @Test
  void whatWasAddedIsSeenAtOnceAndAfterTheFlushJustOnce() {
    node.spam(NETWORK, 2);
    assertThat(node.tally(NETWORK).longBad()).isEqualTo(2);
    assertThat(store.statistics().flushes()).isZero();

    store.flush();
    assertThat(node.tally(NETWORK).longBad()).isEqualTo(2);
    assertThat(store.statistics().flushes()).isEqualTo(1);

    node.spam(NETWORK, 1);
    assertThat(node.tally(NETWORK).longBad()).isEqualTo(3);
    store.flush();
    assertThat(node.tally(NETWORK).longBad()).isEqualTo(3);
  }

  @Test
  void aFlushWithNothingToWriteIsNone() {
    store.flush();

    assertThat(store.statistics().flushes()).isZero();
  }

  @Test
  void aNetworkGoneBadCastsOneVoteInEachBlockThatCountsIt() {
    node.spam(NETWORK, 20);
    store.flush();
    node.spam(NETWORK, 20);
    store.flush();

    assertThat(node.tally(CUSTOMER).causes()).containsExactly(Map.entry(Cause.BAD_CHILD, 1.0));
    assertThat(node.tally(SITE).causes()).containsExactly(Map.entry(Cause.BAD_CHILD, 1.0));
    assertThat(node.record(BLOCK)).isEmpty();
    assertThat(node.record(NETWORK).orElseThrow().votes().bad()).isEqualTo(node.now());
  }

  @Test
  void aSiteGoneBadVotesInItsBlock() {
    for (int i = 1; i <= 12; i++) {
      node.spam(Node.subject("2001:db8:1:%x00::/64".formatted(i)), 20);
    }
    store.flush();

    assertThat(node.tally(SITE).causes()).containsExactly(Map.entry(Cause.BAD_CHILD, 12.0));
    assertThat(node.tally(BLOCK).causes()).containsExactly(Map.entry(Cause.BAD_CHILD, 1.0));
    assertThat(node.state(Node.subject("2001:db8:1:ff00::/64"))).isEqualTo(State.BAD);
    assertThat(node.state(Node.subject("2001:db8:2::/64"))).isEqualTo(State.UNKNOWN);
  }

  @Test
  void whoHasEarnedARecordIsNoStrangerAnyMore() {
    node.spam(NETWORK, 2);
    store.flush();
    assertThat(store.statistics().strangers()).isEqualTo(1);

    node.spam(NETWORK, 1);
    store.flush();
    assertThat(store.statistics().strangers()).isZero();
    assertThat(store.statistics().known()).isEqualTo(1);
  }

  @Test
  void whoseRecordHasFadedIsAStrangerAgain() {
    node.spam(NETWORK, 4);
    store.flush();

    node.pass(Duration.ofDays(28));
    node.spam(NETWORK, 1);
    store.flush();
    assertThat(store.statistics().known()).isZero();
    assertThat(store.statistics().strangers()).isEqualTo(1);
    assertThat(node.tally(NETWORK).longBad()).isCloseTo(2, within(1e-9));
  }

  @Test
  void whoWasNotHeardOfForLongIsForgotten() {
    node.spam(NETWORK, 100);
    store.flush();

    node.pass(Duration.ofDays(89));
    assertThat(node.record(NETWORK)).isPresent();
    node.pass(Duration.ofDays(91));
    assertThat(node.record(NETWORK)).isEmpty();
    assertThat(store.statistics().forgottenKnown()).isZero();
  }

  @Test
  void dropsAndCountsWhatCannotWait() {
    for (int i = 0; i < 1_002; i++) {
      node.spam(Node.subject("2001:db8:0:%x::/64".formatted(i)), 1);
    }

    assertThat(store.statistics().dropped()).isEqualTo(2);
  }

  @Test
  void whatIsRestoredIsCountedOnceHoweverOften() {
    node.spam(NETWORK, 20);
    Map<Subject, TrackRecord> snapshot = store.entries();
    node.spam(NETWORK, 1);
    snapshot.forEach(store::restore);
    snapshot.forEach(store::restore);

    assertThat(node.tally(NETWORK).longBad()).isEqualTo(21);
    assertThat(node.tally(SITE).longBad()).isEqualTo(1);
  }

  @Test
  void whatIsRestoredIsThereAgain() {
    node.spam(NETWORK, 20);
    Map<Subject, TrackRecord> snapshot = store.entries();

    Node restarted = new Node(LocalSettings.usual(), 2);
    snapshot.forEach(restarted.store()::restore);
    assertThat(restarted.store().entries()).isEqualTo(snapshot);
    assertThat(restarted.state(NETWORK)).isEqualTo(State.BAD);

    restarted.spam(NETWORK, 20);
    restarted.store().flush();
    assertThat(restarted.tally(NETWORK).longBad()).isEqualTo(40);
    assertThat(restarted.tally(SITE).longBad()).isEqualTo(1);
  }

  @Test
  void entriesHoldWhatStillWaitedAndNothingThatHasFaded() {
    Subject gone = Node.subject("2001:db8:9::/64");
    node.spam(gone, 1);
    store.flush();
    node.pass(Duration.ofDays(14 * 11));
    node.spam(NETWORK, 1);

    assertThat(store.entries()).containsOnlyKeys(NETWORK);
  }

  @Test
  void closingWritesWhatWaited() {
    node.spam(NETWORK, 20);
    store.close();

    assertThat(store.statistics().flushes()).isEqualTo(2);
    assertThat(node.tally(NETWORK).longBad()).isEqualTo(20);
  }

  @Test
  void readersNeverSeeMoreThanWasAdded() throws Exception {
    AtomicInteger added = new AtomicInteger();
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try {
      Future<?> writing =
          writer.submit(
              () -> {
                for (int i = 1; i <= 2_000; i++) {
                  added.set(i);
                  node.spam(NETWORK, 1);
                  store.flush();
                }
              });
      while (!writing.isDone()) {
        double seen = node.tally(NETWORK).longBad();
        assertThat(seen).isLessThanOrEqualTo(added.get());
      }
      writing.get();
      assertThat(node.tally(NETWORK).longBad()).isEqualTo(2_000);
    } finally {
      writer.shutdownNow();
    }
  }
}
