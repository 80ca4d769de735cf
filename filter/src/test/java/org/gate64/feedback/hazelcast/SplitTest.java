package org.gate64.feedback.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.feedback.Samples.NOW;
import static org.gate64.feedback.Samples.key;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gate64.feedback.Balance;
import org.gate64.feedback.FeedbackKey;
import org.gate64.feedback.Utterance;
import org.gate64.feedback.Voice;
import org.gate64.feedback.Word;
import org.gate64.reputation.hazelcast.Cluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of words and keys when the halves of a split cluster meet again. */
class SplitTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final FeedbackKey OLD = key(1, NOW.minusSeconds(60));
  private static final FeedbackKey YOUNG = key(2, NOW.minusSeconds(30));
  private static final Voice EARLIER = new Voice("alice", Word.SPAM, List.of(1.0), NOW);
  private static final Voice LATER = new Voice("alice", Word.HAM, List.of(0.5), NOW.plusSeconds(1));
  private static final Voice BOBS = new Voice("bob", Word.SPAM, List.of(1.0), NOW);

  private final FeedbackCluster cluster = new FeedbackCluster();

  @BeforeEach
  void start() throws IOException {
    cluster.startBoth();
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void ofEachReporterTheLaterWordCountsNoLimitIsLiftedAndNoKeyIsLost() {
    HazelcastWordStore here = cluster.words(0);
    HazelcastWordStore there = cluster.words(1);
    cluster.split();
    say(here, LATER);
    say(here, BOBS);
    say(there, EARLIER);
    here.grant("alice", request(3)).join();
    HazelcastKeys keysHere = cluster.keys(0, new ArrayList<>(), YOUNG);
    HazelcastKeys keysThere = cluster.keys(1, new ArrayList<>(), OLD);
    assertThat(keysHere.keys().keys()).containsExactly(YOUNG);

    cluster.awaitBoth();

    Cluster.await(SOON, () -> there.said("a").join().voices().equals(List.of(LATER, BOBS)));
    assertThat(here.said("a").join()).isEqualTo(there.said("a").join());
    assertThat(there.grant("alice", request(1)).join()).isZero();
    Cluster.await(SOON, () -> keysHere.keys().keys().equals(List.of(OLD, YOUNG)));
    Cluster.await(SOON, () -> keysThere.keys().equals(keysHere.keys()));
  }

  private static void say(HazelcastWordStore store, Voice voice) {
    store.say("a", new Utterance(voice, voice.weights())).join();
  }

  private static Balance.Request request(double weight) {
    return new Balance.Request(weight, 3, Duration.ofDays(14), NOW);
  }
}
