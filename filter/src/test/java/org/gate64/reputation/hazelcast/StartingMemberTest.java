package org.gate64.reputation.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.reputation.hazelcast.Cluster.await;
import static org.gate64.reputation.hazelcast.Cluster.bad;
import static org.gate64.reputation.hazelcast.Cluster.domain;
import static org.gate64.reputation.hazelcast.Cluster.spam;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.gate64.reputation.ClusterSettings;
import org.gate64.reputation.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A member that starts while others are there, or should be. */
class StartingMemberTest {

  private static final Duration NEXT_TO_NONE = Duration.ofNanos(1);

  private final Cluster cluster = new Cluster(2);

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void itKnowsWhatTheOthersKnowBeforeItIsAskedTheFirstTime() throws IOException {
    HazelcastReputationStore old = cluster.start(0);
    List<Subject> known =
        IntStream.range(0, 200).mapToObj(i -> domain("d" + i + ".example")).toList();
    known.forEach(subject -> old.add(subject, spam(2)));
    await(Duration.ofSeconds(10), () -> old.health().underWay() == 0 && old.health().entries() > 0);
    Cluster.pause(Duration.ofSeconds(2));

    HazelcastReputationStore fresh = cluster.start(1, cluster.settings(1, NEXT_TO_NONE));

    assertThat(fresh.read(known).join()).containsOnlyKeys(known);
  }

  @Test
  void itGoesOnAloneWhereAPeerTakesConnectionsAndNeverAnswers() throws IOException {
    ClusterSettings settings = cluster.settings(0);
    long begun = System.nanoTime();
    HazelcastReputationStore store;
    try (ServerSocket hanging =
        new ServerSocket(cluster.port(1), 50, InetAddress.getLoopbackAddress())) {
      store = cluster.start(0);
      assertThat(hanging.isBound()).isTrue();
    }

    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isLessThan(settings.timing().admission().plusSeconds(20));
    Subject here = domain("here.example");
    store.add(here, spam(2));
    assertThat(bad(store, here)).isGreaterThan(1);

    HazelcastReputationStore other = cluster.start(1);
    cluster.awaitMembers(2);

    await(Duration.ofSeconds(10), () -> bad(other, here) > 1);
  }
}
