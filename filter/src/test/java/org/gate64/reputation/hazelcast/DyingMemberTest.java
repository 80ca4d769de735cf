package org.gate64.reputation.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gate64.reputation.hazelcast.Cluster.await;
import static org.gate64.reputation.hazelcast.Cluster.bad;
import static org.gate64.reputation.hazelcast.Cluster.domain;
import static org.gate64.reputation.hazelcast.Cluster.spam;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.gate64.reputation.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three members, of which one dies or leaves under load. */
class DyingMemberTest {

  private static final int ROUNDS = 60;
  private static final List<Subject> SUBJECTS =
      IntStream.range(0, 300).mapToObj(i -> domain("d" + i + ".example")).toList();

  private final Cluster cluster = new Cluster(3);
  private HazelcastReputationStore one;
  private HazelcastReputationStore two;
  private HazelcastReputationStore dying;

  @BeforeEach
  void start() throws IOException {
    one = cluster.start(0);
    two = cluster.start(1);
    dying = cluster.start(2);
    cluster.awaitMembers(3);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void nothingIsLostOrCountedTwiceWhereOneDies() {
    writeMeanwhile(() -> cluster.member(2).getLifecycleService().terminate());

    assertAllCountedOnce();
  }

  @Test
  void nothingIsLostOrCountedTwiceWhereOneLeaves() {
    dying.add(domain("last.example"), spam(5));
    writeMeanwhile(dying::close);

    assertAllCountedOnce();
    assertThat(bad(one, domain("last.example"))).isCloseTo(5, within(0.01));
    assertThat(dying.health().members()).isEmpty();
  }

  @Test
  void aMemberThatIsGoneAnswersThatItKnowsNothing() {
    cluster.member(2).getLifecycleService().terminate();

    assertThat(dying.read(SUBJECTS).join()).isEmpty();
    dying.add(SUBJECTS.get(0), spam(1));
    assertThat(dying.read(SUBJECTS).join()).containsOnlyKeys(SUBJECTS.get(0));
  }

  private void writeMeanwhile(Runnable death) {
    for (int round = 0; round < ROUNDS; round++) {
      if (round == ROUNDS / 2) {
        Thread killer = new Thread(death, "death");
        killer.start();
      }
      SUBJECTS.forEach(subject -> one.add(subject, spam(1)));
      SUBJECTS.forEach(subject -> two.add(subject, spam(1)));
      Cluster.pause(Duration.ofMillis(100));
    }
    await(
        Duration.ofSeconds(30),
        () -> one.health().underWay() == 0 && one.health().members().size() == 2);
    Cluster.pause(Duration.ofSeconds(3));
  }

  private void assertAllCountedOnce() {
    for (Subject subject : SUBJECTS) {
      assertThat(bad(one, subject)).as(subject.toString()).isCloseTo(2 * ROUNDS, within(0.1));
      assertThat(bad(two, subject)).as(subject.toString()).isCloseTo(2 * ROUNDS, within(0.1));
    }
    assertThat(one.health().dropped()).isZero();
  }
}
