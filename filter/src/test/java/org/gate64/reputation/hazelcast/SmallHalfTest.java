package org.gate64.reputation.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.reputation.hazelcast.Cluster.await;
import static org.gate64.reputation.hazelcast.Cluster.awaitEverywhere;
import static org.gate64.reputation.hazelcast.Cluster.domain;
import static org.gate64.reputation.hazelcast.Cluster.spam;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.gate64.reputation.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of four members one is cut off, and does not hold a copy of every record. */
class SmallHalfTest {

  private static final int MEMBERS = 4;
  private static final int LONE = 3;
  private static final List<Subject> SUBJECTS =
      IntStream.range(0, 200).mapToObj(i -> domain("d" + i + ".example")).toList();

  private final Cluster cluster = new Cluster(MEMBERS);

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void whatItCountsBeforeAndWhileItIsAloneIsJoinedWithTheRest() throws IOException {
    List<HazelcastReputationStore> stores =
        List.of(cluster.start(0), cluster.start(1), cluster.start(2), cluster.start(LONE));
    cluster.awaitMembers(MEMBERS);
    HazelcastReputationStore lone = stores.get(LONE);
    SUBJECTS.forEach(subject -> lone.add(subject, spam(2)));
    awaitEverywhere(2, SUBJECTS, stores);

    cutOff();
    await(Duration.ofSeconds(5), () -> lone.health().members().size() == 1);
    assertThat(map().keySet()).as("records it holds a copy of").hasSizeBetween(1, 199);
    SUBJECTS.forEach(subject -> lone.add(subject, spam(4)));
    await(Duration.ofSeconds(10), () -> lone.health().underWay() == 0);
    Cluster.pause(Duration.ofSeconds(3));

    cluster.awaitMembers(MEMBERS);
    awaitEverywhere(6, SUBJECTS, stores);
  }

  private IMap<String, ?> map() {
    return cluster.member(LONE).getMap(MapConfiguration.NAME);
  }

  private void cutOff() {
    HazelcastInstance lone = cluster.member(LONE);
    for (int i = 0; i < LONE; i++) {
      Splitting.suspect(lone, cluster.member(i));
    }
    for (int i = 0; i < LONE; i++) {
      Splitting.suspect(cluster.member(i), lone);
    }
  }
}
