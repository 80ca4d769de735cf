package org.gate64.attempts.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.attempts.hazelcast.AttemptCluster.known;
import static org.gate64.attempts.hazelcast.AttemptCluster.steered;
import static org.gate64.attempts.hazelcast.AttemptCluster.tries;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.gate64.attempts.Attempt;
import org.gate64.attempts.Fingerprint;
import org.gate64.reputation.hazelcast.Cluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two members that are well. */
class HazelcastAttemptStoreTest {

  private static final Duration KEEP = Duration.ofSeconds(9);
  private static final AtomicLong MAILS = new AtomicLong();

  private static AttemptCluster cluster;
  private static HazelcastAttemptStore one;
  private static HazelcastAttemptStore other;

  private final Fingerprint mail = another();

  @BeforeAll
  static void start() throws IOException {
    cluster = new AttemptCluster(KEEP);
    one = cluster.one();
    other = cluster.other();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void whatWasNotedAtOneIsKnownAtTheOther() {
    Attempt attempt = full();
    assertThat(one.note(mail, attempt).join()).isEmpty();

    assertThat(other.find(List.of(mail, another())).join()).containsOnlyKeys(mail);
    assertThat(known(other, mail)).contains(attempt);
    assertThat(other.note(mail, steered(300)).join()).contains(attempt);
    assertThat(known(one, mail)).contains(attempt.join(steered(300), AttemptCluster.INTERVAL));
  }

  @Test
  void triesAreCountedWhereverTheyAreMade() {
    one.note(mail, steered(0)).join();
    other.note(mail, steered(20)).join();
    one.note(mail, steered(40)).join();
    assertThat(tries(other, mail)).isOne();

    other.note(mail, steered(400)).join();
    one.note(mail, steered(800)).join();

    assertThat(tries(one, mail)).isEqualTo(3);
    assertThat(tries(other, mail)).isEqualTo(3);
  }

  @Test
  void ofManyWhoNoteTheSameMailAtOnceOneIsTheFirst() {
    List<CompletableFuture<Optional<Attempt>>> before = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      before.add((i % 2 == 0 ? one : other).note(mail, steered(i * 100L)));
    }

    assertThat(before.stream().map(CompletableFuture::join).filter(Optional::isEmpty)).hasSize(1);
  }

  @Test
  void whatIsForgottenAtOneIsForgottenAtAll() {
    one.note(mail, steered(0)).join();
    other.forget(mail);

    Cluster.await(Duration.ofSeconds(2), () -> known(one, mail).isEmpty());
    assertThat(other.note(mail, steered(300)).join()).isEmpty();
  }

  @Test
  void aMailIsKnownForSomeTimeAfterItsLastTry() {
    Duration most = KEEP.multipliedBy(2).dividedBy(3);
    one.note(mail, steered(0)).join();
    Cluster.pause(most);
    other.note(mail, steered(300)).join();
    Cluster.pause(most);
    assertThat(tries(one, mail)).isEqualTo(2);

    Cluster.pause(most);
    assertThat(known(one, mail)).isEmpty();
    assertThat(known(other, mail)).isEmpty();
  }

  @Test
  void aFloodTakesNoMoreRoomThanItMay() {
    LongStream.range(0, 40_000)
        .mapToObj(i -> one.note(new Fingerprint(i, ~i), steered(0)))
        .toList()
        .forEach(CompletableFuture::join);

    assertThat(cluster.member(0).getMap(HazelcastAttemptStore.NAME).size())
        .isLessThan(2 * AttemptCluster.ENTRIES * 3 / 2);
  }

  private static Attempt full() {
    Attempt steered = steered(0);
    return new Attempt(
        steered.first(),
        steered.last().plusMillis(7),
        1,
        steered.network(),
        Optional.of(new Fingerprint(-1, Long.MIN_VALUE)),
        Set.of("answered", "refused"));
  }

  private static Fingerprint another() {
    return new Fingerprint(MAILS.incrementAndGet(), -1);
  }
}
