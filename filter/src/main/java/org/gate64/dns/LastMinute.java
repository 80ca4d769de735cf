package org.gate64.dns;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How many zones were heard of in the last minute, and how many of them failed, in steps of ten
 * seconds in each of which a zone counts once. Not for many threads at once.
 */
final class LastMinute {

  private static final int PERIODS = 6;
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int PLACES = 1024;

  /** Ten seconds; used again for those a minute later. */
  private static final class Bucket {
    private final long[] heard = new long[PLACES / Long.SIZE];
    private long period;
    private int lookups;
    private int failures;

    void begin(long newPeriod) {
      Arrays.fill(heard, 0);
      period = newPeriod;
      lookups = 0;
      failures = 0;
    }

    /** Whether this zone has not been heard here before; from now on it has. */
    boolean isFirst(long zone) {
      int place = (int) (zone & (PLACES - 1));
      long bit = 1L << place;
      boolean first = (heard[place / Long.SIZE] & bit) == 0;
      heard[place / Long.SIZE] |= bit;
      return first;
    }
  }

  private final Bucket[] buckets = new Bucket[PERIODS];

  LastMinute() {
    Arrays.setAll(buckets, i -> new Bucket());
  }

  /** The number of the ten seconds that lie this long after the start. */
  static long period(long nanos) {
    return nanos / PERIOD_NANOS;
  }

  /** Counts a zone that answered, unless it was heard before in this period. */
  void answered(long period, long zone) {
    Bucket bucket = bucket(period);
    if (bucket.isFirst(zone)) {
      bucket.lookups++;
    }
  }

  /** Counts a zone that failed, unless it was heard before in this period. */
  void failed(long period, long zone) {
    Bucket bucket = bucket(period);
    if (bucket.isFirst(zone)) {
      bucket.lookups++;
      bucket.failures++;
    }
  }

  int lookups(long period) {
    int sum = 0;
    for (Bucket bucket : buckets) {
      sum += isRecent(bucket, period) ? bucket.lookups : 0;
    }
    return sum;
  }

  int failures(long period) {
    int sum = 0;
    for (Bucket bucket : buckets) {
      sum += isRecent(bucket, period) ? bucket.failures : 0;
    }
    return sum;
  }

  private Bucket bucket(long period) {
    Bucket bucket = buckets[(int) (period % PERIODS)];
    if (bucket.period != period) {
      bucket.begin(period);
    }
    return bucket;
  }

  private static boolean isRecent(Bucket bucket, long period) {
    return period - bucket.period < PERIODS;
  }
}
