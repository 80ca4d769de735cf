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
import org.gate64.feedback.Said;
import org.gate64.feedback.Word;
import org.junit.jupiter.api.Test;

class LocalWordStoreTest {

  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration HALF_LIFE = Duration.ofDays(14);

  private final AtomicLong nanos = new AtomicLong();
  private final LocalWordStore store = new LocalWordStore(MONTH, 1000, nanos::get);

  @Test
  void theSameWordIsSaidOnce() {
    assertThat(store.say("a", said(Word.SPAM, 0)).join()).isEmpty();
    assertThat(store.say("a", said(Word.SPAM, 1)).join()).contains(said(Word.SPAM, 0));
    assertThat(store.last("a").join()).contains(said(Word.SPAM, 0));
    assertThat(store.last("b").join()).isEmpty();
  }

  @Test
  void theOtherWordTakesItsPlace() {
    store.say("a", said(Word.SPAM, 0)).join();

    assertThat(store.say("a", said(Word.HAM, 1)).join()).contains(said(Word.SPAM, 0));
    assertThat(store.last("a").join()).contains(said(Word.HAM, 1));
  }

  @Test
  void wordsAreForgottenWhenTicketsAreTooOld() {
    store.say("a", said(Word.SPAM, 0)).join();
    nanos.addAndGet(MONTH.toNanos());

    assertThat(store.last("a").join()).isEmpty();
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
  void aFloodTakesNoMoreRoomThanItMay() {
    for (int i = 0; i < 20_000; i++) {
      store.say("ticket" + i, said(Word.SPAM, 0)).join();
    }

    assertThat(
            IntStream.range(0, 20_000)
                .filter(i -> store.last("ticket" + i).join().isPresent())
                .count())
        .isLessThanOrEqualTo(1000);
  }

  @Test
  void ofManyWhoSaySoAtOnceOneIsTheFirst() throws Exception {
    ExecutorService many = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> first =
          many.invokeAll(
              IntStream.range(0, 200)
                  .<Callable<Boolean>>mapToObj(
                      i -> () -> store.say("a", said(Word.SPAM, i)).join().isEmpty())
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
    return store.grant("alice", new Balance.Request(weight, 3, HALF_LIFE, at)).join();
  }

  private static Said said(Word word, long second) {
    return new Said(word, NOW.plusSeconds(second), List.of(1.0, 0.5));
  }
}
