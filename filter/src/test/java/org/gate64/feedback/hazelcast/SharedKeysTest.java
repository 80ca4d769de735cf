package org.gate64.feedback.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.feedback.Samples.NOW;
import static org.gate64.feedback.Samples.key;
import static org.gate64.feedback.Samples.newsletter;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gate64.feedback.FeedbackKey;
import org.gate64.feedback.KeyRing;
import org.gate64.feedback.TicketReading;
import org.gate64.feedback.Tickets;
import org.gate64.reputation.hazelcast.Cluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes that meet, each with keys of its own. */
class SharedKeysTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final FeedbackKey OLD = key(1, NOW.minusSeconds(60));
  private static final FeedbackKey YOUNG = key(2, NOW.minusSeconds(30));

  private final FeedbackCluster cluster = new FeedbackCluster();
  private final List<KeyRing> keptHere = new CopyOnWriteArrayList<>();
  private final List<KeyRing> keptThere = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void aNodeThatJoinsTakesTheKeyThatIsThereAndDrawsNone() throws IOException {
    cluster.startBoth();
    HazelcastKeys here = cluster.keys(0, keptHere);
    HazelcastKeys there = cluster.keys(1, keptThere);

    assertThat(here.keys().keys()).containsExactly(key(0x40, NOW));
    assertThat(there.keys()).isEqualTo(here.keys());
    assertThat(keptThere).containsExactly(here.keys());
  }

  @Test
  void nodesThatWereApartSignWithTheOldestKeyAndAcceptEachOthersTickets() throws IOException {
    cluster.start(0);
    HazelcastKeys here = cluster.keys(0, keptHere, YOUNG);
    String before = signed(here);
    cluster.start(1);
    cluster.awaitBoth();
    HazelcastKeys there = cluster.keys(1, keptThere, OLD);

    assertThat(there.keys().keys()).containsExactly(OLD, YOUNG);
    assertThat(read(there, before)).isInstanceOf(TicketReading.Valid.class);
    Cluster.await(SOON, () -> here.keys().equals(there.keys()));
    assertThat(read(here, signed(there))).isInstanceOf(TicketReading.Valid.class);
    assertThat(keptHere).last().isEqualTo(here.keys());
    assertThat(signed(here)).isEqualTo(signed(there));
  }

  @Test
  void keysOutliveTheNodesThatBroughtThem() throws IOException {
    cluster.startBoth();
    cluster.keys(0, keptHere, YOUNG);
    HazelcastKeys there = cluster.keys(1, keptThere);

    cluster.member(0).getLifecycleService().terminate();

    assertThat(there.keys().keys()).containsExactly(YOUNG);
    assertThat(cluster.keys(1, keptThere).keys().keys()).containsExactly(YOUNG);
  }

  private static String signed(HazelcastKeys keys) {
    return tickets(keys).write(newsletter("7f3k2m9q", NOW)).orElseThrow();
  }

  private static TicketReading read(HazelcastKeys keys, String ticket) {
    return tickets(keys).read(ticket);
  }

  private static Tickets tickets(HazelcastKeys keys) {
    return new Tickets(keys::keys, FeedbackCluster.SETTINGS.within(), () -> NOW);
  }
}
