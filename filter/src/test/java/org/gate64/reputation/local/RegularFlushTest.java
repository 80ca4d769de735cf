package org.gate64.reputation.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
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

  @Test
  void writesAndStaysBoundedAfterItsThreadsHaveEnded() {
    LocalReputationStore store =
        new LocalReputationStore(
            new LocalSettings(10, 10, 3, Duration.ofDays(90), 1_000),
            Node.SCORING,
            new Writer(1),
            Version.atStart(1),
            Clock.systemUTC(),
            System::nanoTime,
            scheduler);
    scheduler.shutdown();
    Logger caffeine = Logger.getLogger("com.github.benmanes.caffeine");
    List<LogRecord> complaints = new CopyOnWriteArrayList<>();
    Handler handler = new Complaints(complaints);
    caffeine.addHandler(handler);
    try {
      for (int i = 0; i < 1_000; i++) {
        store.add(
            Node.subject("2001:db8:0:%x::/64".formatted(i)),
            Node.change(Tally.of(Cause.FILTER_SPAM, 1, Instant.now())));
      }
      store.close();
    } finally {
      caffeine.removeHandler(handler);
    }

    assertThat(store.statistics().strangers()).isEqualTo(10);
    assertThat(complaints).isEmpty();
  }

  private static final class Complaints extends Handler {

    private final List<LogRecord> records;

    Complaints(List<LogRecord> records) {
      this.records = records;
    }

    @Override
    public void publish(LogRecord record) {
      records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
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
