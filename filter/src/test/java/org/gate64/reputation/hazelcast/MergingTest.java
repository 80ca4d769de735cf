package org.gate64.reputation.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gate64.reputation.hazelcast.Cluster.await;
import static org.gate64.reputation.hazelcast.Cluster.awaitEverywhere;
import static org.gate64.reputation.hazelcast.Cluster.bad;
import static org.gate64.reputation.hazelcast.Cluster.domain;
import static org.gate64.reputation.hazelcast.Cluster.isClose;
import static org.gate64.reputation.hazelcast.Cluster.network;
import static org.gate64.reputation.hazelcast.Cluster.spam;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.gate64.reputation.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cluster that is cut in two, and heals. */
class MergingTest {

  private static final List<Subject> SUBJECTS =
      IntStream.range(0, 200).mapToObj(i -> domain("d" + i + ".example")).toList();

  private final Cluster cluster = new Cluster(2);

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void bothHalvesGoOnAndWhatTheyCountedIsJoined() throws IOException {
    HazelcastReputationStore one = cluster.start(0);
    HazelcastReputationStore other = cluster.start(1);
    cluster.awaitMembers(2);
    SUBJECTS.forEach(subject -> one.add(subject, spam(1)));
    SUBJECTS.forEach(subject -> other.add(subject, spam(2)));
    awaitEverywhere(3, SUBJECTS, List.of(one, other));

    cluster.split();
    SUBJECTS.forEach(subject -> one.add(subject, spam(4)));
    SUBJECTS.forEach(subject -> other.add(subject, spam(8)));
    assertThat(bad(one, SUBJECTS.get(0))).isCloseTo(7, within(0.01));
    assertThat(bad(other, SUBJECTS.get(0))).isCloseTo(11, within(0.01));

    cluster.awaitMembers(2);
    awaitEverywhere(15, SUBJECTS, List.of(one, other));
    SUBJECTS.forEach(subject -> one.add(subject, spam(16)));
    awaitEverywhere(31, SUBJECTS, List.of(one, other));
    Cluster.pause(Duration.ofSeconds(2));
    awaitEverywhere(31, SUBJECTS, List.of(one, other));
  }

  @Test
  void whatIsCountedWhileTheHalvesJoinIsNotLost() throws IOException {
    HazelcastReputationStore one = cluster.start(0);
    HazelcastReputationStore other = cluster.start(1);
    cluster.awaitMembers(2);
    cluster.split();

    int rounds = 0;
    while (rounds < 10
        || one.health().members().size() < 2
        || other.health().members().size() < 2) {
      SUBJECTS.forEach(subject -> one.add(subject, spam(1)));
      SUBJECTS.forEach(subject -> other.add(subject, spam(1)));
      rounds++;
      assertThat(rounds).as("rounds until they have found each other").isLessThan(600);
      Cluster.pause(Duration.ofMillis(100));
    }

    cluster.awaitMembers(2);
    awaitEverywhere(2 * rounds, SUBJECTS, List.of(one, other));
  }

  @Test
  void aNetworkThatTurnsBadInBothHalvesVotesOnce() throws IOException {
    HazelcastReputationStore one = cluster.start(0);
    HazelcastReputationStore other = cluster.start(1);
    cluster.awaitMembers(2);
    Subject voter = network("2001:db8:1:1::/64");
    List<Subject> parents = List.of(network("2001:db8:1::/56"), network("2001:db8:1::/48"));
    cluster.split();
    one.add(voter, spam(30));
    other.add(voter, spam(30));
    for (Subject parent : parents) {
      await(Duration.ofSeconds(10), () -> isClose(bad(one, parent), 1));
      await(Duration.ofSeconds(10), () -> isClose(bad(other, parent), 1));
    }

    cluster.awaitMembers(2);
    await(Duration.ofSeconds(30), () -> isClose(bad(one, voter), 60));
    await(Duration.ofSeconds(30), () -> isClose(bad(other, voter), 60));
    for (Subject parent : parents) {
      await(Duration.ofSeconds(30), () -> isClose(bad(one, parent), 1));
      await(Duration.ofSeconds(30), () -> isClose(bad(other, parent), 1));
    }
    Cluster.pause(Duration.ofSeconds(12));
    for (Subject parent : parents) {
      assertThat(bad(one, parent)).as("%s", parent).isCloseTo(1, within(0.02));
      assertThat(bad(other, parent)).as("%s", parent).isCloseTo(1, within(0.02));
    }
  }
}
