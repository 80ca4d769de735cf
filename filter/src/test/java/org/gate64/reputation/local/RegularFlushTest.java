package org.gate64.reputation.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Tally;
import org.gate64.reputation.Version;
import org.gate64.reputation.Writer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RegularFlushTest {

  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
  }

  @Test
  void goesOnAfterOneHasFailed() throws Exception {
    BrokenClock clock = new BrokenClock();
    LocalReputationStore store =
        new LocalReputationStore(
            LocalSettings.usual(),
            Node.SCORING,
            new Writer(1),
            Version.atStart(1),
            clock,
            System::nanoTime,
            scheduler);
    Future<?> flushing = store.flushRegularly(scheduler);

    while (store.statistics().flushes() == 0) {
      store.add(
          Node.subject("2001:db8::/64"),
          Node.change(Tally.of(Cause.FILTER_SPAM, 1, Instant.now())));
      Thread.sleep(50);
    }
    assertThat(clock.asked.get()).isGreaterThan(1);
    assertThat(flushing).isNotDone();
    assertThat(store.statistics().strangers() + store.statistics().known()).isPositive();
  }

  /** Fails when it is first asked. */
  private static final class BrokenClock extends Clock {

    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public Instant instant() {
      if (asked.incrementAndGet() == 1) {
        throw new IllegalStateException("no time");
      }
      return Instant.now();
    }

    @Override
    public ZoneId getZone() {
      return ZoneId.of("UTC");
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
