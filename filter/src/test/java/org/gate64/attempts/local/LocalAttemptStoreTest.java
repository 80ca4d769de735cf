package org.gate64.attempts.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.gate64.attempts.Attempt;
import org.gate64.attempts.Fingerprint;
import org.gate64.net.Network;
import org.junit.jupiter.api.Test;

class LocalAttemptStoreTest {

  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Network NETWORK = Network.parse("2001:db8::/64").orElseThrow();
  private static final Fingerprint MAIL = new Fingerprint(1, 1);
  private static final Fingerprint OTHER = new Fingerprint(1, 2);

  private final AtomicLong nanos = new AtomicLong();
  private final LocalAttemptStore store = new LocalAttemptStore(INTERVAL, DAY, 1000, nanos::get);

  @Test
  void tellsWhatWasKnownBefore() {
    assertThat(store.note(MAIL, steered(0)).join()).isEmpty();
    assertThat(store.note(MAIL, steered(300)).join()).contains(steered(0));
    assertThat(known(MAIL, OTHER)).containsOnlyKeys(MAIL);
    assertThat(known(MAIL).values()).extracting(Attempt::tries).containsExactly(2);
  }

  @Test
  void forgetsWhatItIsToldTo() {
    store.note(MAIL, steered(0)).join();
    store.note(OTHER, steered(0)).join();
    store.forget(MAIL);

    assertThat(known(MAIL, OTHER)).containsOnlyKeys(OTHER);
  }

  @Test
  void forgetsWhatHasNotBeenTriedForLong() {
    store.note(MAIL, steered(0)).join();
    nanos.addAndGet(DAY.minusMinutes(1).toNanos());
    store.note(MAIL, steered(300)).join();
    nanos.addAndGet(DAY.minusMinutes(1).toNanos());
    assertThat(known(MAIL)).isNotEmpty();
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(known(MAIL)).isEmpty();
  }

  @Test
  void aFloodTakesNoMoreRoomThanItMay() {
    List<Fingerprint> flood =
        LongStream.range(0, 50_000).mapToObj(i -> new Fingerprint(i, ~i)).toList();
    flood.forEach(mail -> store.note(mail, steered(0)).join());

    assertThat(store.find(flood).join()).hasSizeLessThanOrEqualTo(1000);
  }

  @Test
  void ofManyWhoNoteTheSameMailAtOnceOneIsTheFirst()
      throws InterruptedException, ExecutionException {
    ExecutorService many = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> first =
          many.invokeAll(
              IntStream.range(0, 200)
                  .<Callable<Boolean>>mapToObj(
                      i -> () -> store.note(MAIL, steered(i * 100L)).join().isEmpty())
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

  private Map<Fingerprint, Attempt> known(Fingerprint... mails) {
    return store.find(List.of(mails)).join();
  }

  private static Attempt steered(long second) {
    return Attempt.steered(START.plusSeconds(second), NETWORK, Set.of("steered"));
  }
}
