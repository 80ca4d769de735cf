package org.gate64.app;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.snapshot.Reading;
import org.gate64.reputation.snapshot.SnapshotFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that a memory outlives its process in. Neither reading nor writing it can fail a mail.
 */
final class Snapshots {

  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  private final SnapshotFile file;
  private final Source source;
  private final InstantSource clock;
  private Future<?> writing = CompletableFuture.allOf();

  /**
   * A memory, as far as its file is concerned.
   *
   * @param restore takes what the file holds; twice is as once
   * @param entries all that is remembered, as it is when it is gone through
   */
  record Source(
      BiConsumer<Subject, TrackRecord> restore,
      Iterable<Map.Entry<Subject, TrackRecord>> entries) {}

  Snapshots(SnapshotFile file, Source source, InstantSource clock) {
    this.file = file;
    this.source = source;
    this.clock = clock;
  }

  /** Has remembered what the file holds. One that is damaged is set aside, and said. */
  void read() {
    if (file.readOrSetAside(source.restore(), clock.instant()) instanceof Reading.Whole whole) {
      LOG.info("Remembered {} networks and domains", whole.records());
      if (whole.skipped() > 0) {
        LOG.warn("{} records made no sense and are left out", whole.skipped());
      }
    }
  }

  /** Writes the file anew from time to time, until that is to {@link #rest}. */
  synchronized void writeEvery(
      Duration interval, Runnable before, ScheduledExecutorService threads) {
    long millis = interval.toMillis();
    writing =
        threads.scheduleWithFixedDelay(() -> write(before), millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Writes only when it is told to, from now on; one that is being written is finished first. */
  synchronized void rest() {
    writing.cancel(false);
  }

  /**
   * Writes the file anew; only one thread at a time does.
   *
   * @param before writes what must not be older than this file, once it is settled what this one
   *     holds: words of recipients are noted there, and counted here. A word between the two is
   *     noted and does not count; the other way round, it would count twice when it is repeated
   */
  synchronized void write(Runnable before) {
    try {
      file.write(source.entries(), before);
    } catch (IOException failure) {
      LOG.warn(
          "What is remembered could not be written; the file of before is still there: {}",
          Reasons.of(failure));
    } catch (RuntimeException fault) {
      LOG.error("What is remembered could not be written", fault);
    }
  }
}
