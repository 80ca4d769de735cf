package org.gate64.dns;

import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;

/**
 * How many zones were heard of in the last minute, how many of them failed, and for how many
 * payers, in steps of ten seconds in each of which a zone counts once and a few failures of a
 * payer. Not for many threads at once.
 */
final class LastMinute {

  private static final int PERIODS = 6;
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** About as many zones as one honest message has to do with. */
  private static final int TURNS_OF_A_PAYER = 4;

  /** Ten seconds; used again for those a minute later. */
  private static final class Bucket {
    private final BitSet zones = new BitSet(Spot.PLACES);
    private final BitSet failedPayers = new BitSet(Spot.PLACES);
    private final byte[] turns = new byte[Spot.PLACES];
    private long period;
    private int lookups;
    private int failures;

    void begin(long newPeriod) {
      zones.clear();
      failedPayers.clear();
      Arrays.fill(turns, (byte) 0);
      period = newPeriod;
      lookups = 0;
      failures = 0;
    }

    void answered(Spot spot) {
      if (!zones.get(spot.zone())) {
        zones.set(spot.zone());
        lookups++;
      }
    }

    void failed(Spot spot) {
      if (!zones.get(spot.zone()) && turns[spot.payer()] < TURNS_OF_A_PAYER) {
        zones.set(spot.zone());
        turns[spot.payer()]++;
        lookups++;
        failures++;
        failedPayers.set(spot.payer());
      }
    }
  }

  private final Bucket[] buckets = new Bucket[PERIODS];
  private final BitSet failedPayers = new BitSet(Spot.PLACES);

  LastMinute() {
    Arrays.setAll(buckets, i -> new Bucket());
  }

  /** The number of the ten seconds that lie this long after the start. */
  static long period(long nanos) {
    return nanos / PERIOD_NANOS;
  }

  /** Counts a zone that answered, unless it was heard before. */
  void answered(long period, Spot spot) {
    bucket(period).answered(spot);
  }

  /** Counts a zone that failed, unless it was heard before, or too many failed for this payer. */
  void failed(long period, Spot spot) {
    bucket(period).failed(spot);
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

  /** For how many payers something failed. */
  int failedPayers(long period) {
    failedPayers.clear();
    for (Bucket bucket : buckets) {
      if (isRecent(bucket, period)) {
        failedPayers.or(bucket.failedPayers);
      }
    }
    return failedPayers.cardinality();
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
