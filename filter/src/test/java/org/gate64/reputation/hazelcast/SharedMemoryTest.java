package org.gate64.reputation.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gate64.reputation.hazelcast.Cluster.await;
import static org.gate64.reputation.hazelcast.Cluster.bad;
import static org.gate64.reputation.hazelcast.Cluster.domain;
import static org.gate64.reputation.hazelcast.Cluster.known;
import static org.gate64.reputation.hazelcast.Cluster.network;
import static org.gate64.reputation.hazelcast.Cluster.spam;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gate64.net.SocketAddresses;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.hazelcast.ClusterHealth.Safety;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two members that are well. */
class SharedMemoryTest {

  private static Cluster cluster;
  private static HazelcastReputationStore one;
  private static HazelcastReputationStore other;

  @BeforeAll
  static void start() throws IOException {
    cluster = new Cluster(2);
    one = cluster.start(0);
    other = cluster.start(1);
    cluster.awaitMembers(2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void whatWasEarnedAtOneIsSeenAtTheOtherWithinTwoSeconds() {
    Subject subject = domain("earned.example");
    assertThat(known(other, subject)).isEmpty();

    one.add(subject, spam(3));

    await(Duration.ofSeconds(2), () -> bad(other, subject) > 2.9);
  }

  @Test
  void aRecordAtHandIsReplacedWithinTwoSeconds() {
    Subject subject = domain("changing.example");
    one.add(subject, spam(1));
    await(Duration.ofSeconds(2), () -> bad(other, subject) > 0.9);

    one.add(subject, spam(1));

    await(Duration.ofSeconds(2), () -> bad(other, subject) > 1.9);
  }

  @Test
  void aMemberSeesItsOwnChangesAtOnceAndOnce() {
    Subject subject = domain("own.example");
    for (int i = 1; i <= 40; i++) {
      one.add(subject, spam(1));
      assertThat(bad(one, subject)).isCloseTo(i, within(0.01));
      Cluster.pause(Duration.ofMillis(50));
    }
  }

  @Test
  void changesOfBothAddUp() {
    Subject subject = domain("both.example");
    for (int i = 0; i < 20; i++) {
      one.add(subject, spam(1));
      other.add(subject, spam(0.5));
      Cluster.pause(Duration.ofMillis(75));
    }
    await(Duration.ofSeconds(3), () -> Math.abs(bad(one, subject) - 30) < 0.01);
    await(Duration.ofSeconds(3), () -> Math.abs(bad(other, subject) - 30) < 0.01);
  }

  @Test
  void aNetworkThatTurnsBadIsCountedOnceInTheBlocksAroundIt() {
    Subject network = network("2001:db8:7:1::/64");
    Subject site = network("2001:db8:7::/48");
    for (int i = 0; i < 20; i++) {
      one.add(network, spam(1));
      other.add(network, spam(1));
    }
    await(Duration.ofSeconds(5), () -> bad(other, site) > 0.9);
    one.add(network, spam(1));
    other.add(network, spam(1));
    Cluster.pause(Duration.ofSeconds(3));

    assertThat(bad(one, site)).isCloseTo(1, within(0.01));
    assertThat(bad(other, network("2001:db8:7::/56"))).isCloseTo(1, within(0.01));
    assertThat(known(other, network("2001:db8::/32"))).isEmpty();
  }

  @Test
  void whatIsRestoredTwiceOrByBothCountsOnce() {
    Subject subject = domain("restored.example");
    one.add(subject, spam(7));
    await(Duration.ofSeconds(2), () -> bad(other, subject) > 6.9);
    TrackRecord snapshot = known(other, subject).orElseThrow();

    assertThat(one.restore(subject, snapshot).join()).isTrue();
    assertThat(other.restore(subject, snapshot).join()).isTrue();
    one.add(subject, spam(1));
    Cluster.pause(Duration.ofSeconds(2));

    assertThat(bad(other, subject)).isCloseTo(8, within(0.01));
  }

  @Test
  void allEntriesCanBeListedAtEachMember() {
    for (int i = 0; i < 500; i++) {
      one.add(domain("d" + i + ".listed.example"), spam(1));
    }
    await(Duration.ofSeconds(3), () -> listed(other).size() == 500);
    assertThat(listed(one)).isEqualTo(listed(other));
    assertThat(one.health().entries() + other.health().entries()).isGreaterThanOrEqualTo(500);
  }

  private static Map<Subject, TrackRecord> listed(HazelcastReputationStore store) {
    return store
        .entries()
        .filter(entry -> entry.getKey().toString().endsWith(".listed.example"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void healthNamesTheMembersAndSaysThatAllIsKeptTwice() {
    assertThat(one.health().members())
        .containsExactlyInAnyOrder("127.0.0.1:" + cluster.port(0), "127.0.0.1:" + cluster.port(1));
    await(Duration.ofSeconds(15), () -> one.health().safety() == Safety.SAFE);
    assertThat(one.health().dropped()).isZero();
  }

  @Test
  void nothingAskedIsAnsweredAtOnce() {
    assertThat(one.read(List.of())).isCompletedWithValue(Map.of());
  }

  @Test
  void aPortThatIsTakenIsSaid() {
    assertThatThrownBy(() -> cluster.start(0, cluster.settings(0)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(Integer.toString(cluster.port(0)));
  }

  @Test
  void noMemberListensAnywhereElse() throws IOException {
    // Bound to one address: another process may have the same port at another one.
    try (ServerSocket free = new ServerSocket()) {
      free.bind(SocketAddresses.parse("127.0.0.2", cluster.port(0)).orElseThrow());
      assertThat(free.isBound()).isTrue();
    }
  }
}
