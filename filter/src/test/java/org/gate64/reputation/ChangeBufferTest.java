package org.gate64.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.Test;

class ChangeBufferTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Decay DECAY = new Decay(Duration.ofDays(14), Duration.ofHours(1));

  private final ChangeBuffer buffer = new ChangeBuffer(3, DECAY);

  @Test
  void changesOfOneSubjectBecomeOne() {
    buffer.add(subject(1), spam(NOW));
    buffer.add(subject(2), spam(NOW));
    buffer.add(subject(1), spam(NOW));

    assertThat(buffer.pending(subject(1)).orElseThrow().tally().longBad()).isEqualTo(2);
    assertThat(buffer.drain()).containsOnlyKeys(subject(1), subject(2));
  }

  @Test
  void whatWaitsFadesUntilTheNextIsAdded() {
    buffer.add(subject(1), spam(NOW));
    buffer.add(subject(1), spam(NOW.plus(Duration.ofHours(1))));

    Tally tally = buffer.pending(subject(1)).orElseThrow().tally();
    assertThat(tally.shortBad()).isCloseTo(1.5, within(1e-12));
    assertThat(tally.at()).isEqualTo(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void companionsAreGatheredToo() {
    buffer.add(subject(1), seen("a.example"));
    buffer.add(subject(1), seen("b.example"));

    assertThat(buffer.pending(subject(1)).orElseThrow().companions().seen()).hasSize(2);
  }

  @Test
  void nothingIsPendingAfterADrain() {
    buffer.add(subject(1), spam(NOW));
    buffer.drain();

    assertThat(buffer.pending(subject(1))).isEmpty();
    assertThat(buffer.drain()).isEmpty();
    assertThat(buffer.dropped()).isZero();
  }

  @Test
  void whereItIsFullTheOldestIsDroppedAndCounted() {
    for (int i = 1; i <= 5; i++) {
      buffer.add(subject(i), spam(NOW));
    }

    assertThat(buffer.dropped()).isEqualTo(2);
    assertThat(buffer.drain().keySet()).containsExactly(subject(3), subject(4), subject(5));
  }

  @Test
  void whoIsWaitingAlreadyTakesNoRoom() {
    for (int i = 1; i <= 3; i++) {
      buffer.add(subject(i), spam(NOW));
    }
    buffer.add(subject(1), spam(NOW));

    assertThat(buffer.dropped()).isZero();
    assertThat(buffer.drain()).hasSize(3);
  }

  @Test
  void hasRoomForOneAtLeast() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ChangeBuffer(0, DECAY));
  }

  @Test
  void losesNothingWhenManyAddWhileOneDrains() throws Exception {
    int threads = 4;
    int each = 5_000;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Integer>> adding = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        adding.add(pool.submit(addMany(each)));
      }
      double seen = 0;
      while (!adding.stream().allMatch(Future::isDone)) {
        seen += drained();
      }
      for (Future<Integer> one : adding) {
        assertThat(one.get()).isEqualTo(each);
      }
      assertThat(seen + drained()).isEqualTo(threads * each);
    } finally {
      pool.shutdownNow();
    }
  }

  private Callable<Integer> addMany(int count) {
    return () -> {
      for (int i = 0; i < count; i++) {
        buffer.add(subject(i % 3), spam(NOW));
      }
      return count;
    };
  }

  private double drained() {
    return buffer.drain().values().stream().mapToDouble(change -> change.tally().longBad()).sum();
  }

  private static Change spam(Instant at) {
    return Change.of(Tally.of(Cause.FILTER_SPAM, 1, at));
  }

  private static Change seen(String domain) {
    return new Change(Tally.empty(), Companions.of(DomainName.parse(domain).orElseThrow(), NOW));
  }

  private static Subject subject(int number) {
    return Subject.parse("2001:db8:0:%x::/64".formatted(number)).orElseThrow();
  }
}
