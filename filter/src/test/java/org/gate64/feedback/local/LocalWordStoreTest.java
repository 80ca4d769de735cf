package org.gate64.feedback.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gate64.feedback.Samples.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.gate64.feedback.Balance;
import org.gate64.feedback.FeedbackSettings;
import org.gate64.feedback.Said;
import org.gate64.feedback.Utterance;
import org.gate64.feedback.Voice;
import org.gate64.feedback.Word;
import org.junit.jupiter.api.Test;

class LocalWordStoreTest {

  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration HALF_LIFE = Duration.ofDays(14);

  private final AtomicLong nanos = new AtomicLong();
  private final LocalWordStore store =
      new LocalWordStore(new FeedbackSettings(MONTH, 3, 1000), nanos::get);

  @Test
  void theSameWordIsSaidOnce() {
    assertThat(store.say("a", spam("alice", 0)).join()).isEqualTo(Said.nothing());
    assertThat(store.say("a", spam("bob", 1)).join()).isEqualTo(said(spam("alice", 0)));
    assertThat(store.said("a").join()).isEqualTo(said(spam("alice", 0)));
    assertThat(store.said("b").join()).isEqualTo(Said.nothing());
  }

  @Test
  void wordsAreKnownForADayLongerThanTheirTickets() {
    store.say("a", spam("alice", 0)).join();
    nanos.addAndGet(MONTH.plusHours(23).toNanos());
    assertThat(store.said("a").join()).isEqualTo(said(spam("alice", 0)));

    nanos.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(store.said("a").join()).isEqualTo(Said.nothing());
  }

  @Test
  void aLimitIsGrantedUpToItsEndAndFades() {
    assertThat(grant(2, NOW)).isEqualTo(2);
    assertThat(grant(2, NOW)).isEqualTo(1);
    assertThat(grant(2, NOW)).isZero();
    assertThat(grant(2, NOW.plusMillis(1))).isZero();
    assertThat(grant(2, NOW.plus(HALF_LIFE))).isEqualTo(1.5, within(1e-6));
    assertThat(grant(2, NOW)).isZero();
  }

  @Test
  void aFloodForgetsTheOldestWordsAndNoOthers() {
    for (int i = 0; i < 3000; i++) {
      store.say("ticket" + i, spam("alice", 0)).join();
      store.said("ticket0").join();
    }

    assertThat(
            IntStream.range(0, 3000)
                .filter(i -> !store.said("ticket" + i).join().equals(Said.nothing()))
                .boxed())
        .containsExactlyElementsOf(IntStream.range(2000, 3000).boxed().toList());
  }

  @Test
  void reportersHaveThreeAccountsForEachMessage() {
    for (int i = 0; i < 3001; i++) {
      grant("account" + i, 3, NOW);
    }

    assertThat(grant("account1", 3, NOW)).isZero();
    assertThat(grant("account0", 3, NOW)).isEqualTo(3);
  }

  @Test
  void ofManyWhoSaySoAtOnceOneIsTheFirst() throws Exception {
    ExecutorService many = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> first =
          many.invokeAll(
              IntStream.range(0, 200)
                  .<Callable<Boolean>>mapToObj(
                      i -> () -> store.say("a", spam("r" + i, i)).join().voices().isEmpty())
                  .toList());
      int firsts = 0;
      for (Future<Boolean> one : first) {
        firsts += one.get() ? 1 : 0;
      }
      assertThat(firsts).isOne();
    } finally {
      many.shutdownNow();
    }
  }

  private double grant(double weight, Instant at) {
    return grant("alice", weight, at);
  }

  private double grant(String account, double weight, Instant at) {
    return store.grant(account, new Balance.Request(weight, 3, HALF_LIFE, at)).join();
  }

  private static Said said(Utterance utterance) {
    return new Said(List.of(utterance.voice()));
  }

  private static Utterance spam(String reporter, long second) {
    List<Double> full = List.of(1.0, 0.5);
    return new Utterance(new Voice(reporter, Word.SPAM, full, NOW.plusSeconds(second)), full);
  }
}
