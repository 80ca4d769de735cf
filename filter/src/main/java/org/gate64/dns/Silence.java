package org.gate64.dns;

import java.util.BitSet;
import java.util.concurrent.TimeUnit;

/** What has failed since anything was answered last. Not for many threads at once. */
final class Silence {

  private static final long SHORTEST = TimeUnit.SECONDS.toNanos(10);

  private final BitSet zones = new BitSet(Spot.PLACES);
  private final BitSet payers = new BitSet(Spot.PLACES);
  private long since;

  Silence(long now) {
    this.since = now;
  }

  void answered(long now) {
    since = now;
    zones.clear();
    payers.clear();
  }

  void failed(Spot spot) {
    zones.set(spot.zone());
    payers.set(spot.payer());
  }

  /** Whether what was heard last was an answer. */
  boolean isOver() {
    return zones.isEmpty();
  }

  /** How many zones have failed. */
  int zones() {
    return zones.cardinality();
  }

  /** For how many payers something has failed. */
  int payers() {
    return payers.cardinality();
  }

  /** Whether it has lasted long enough to be more than a gap between two answers. */
  boolean isLong(long now) {
    return now - since >= SHORTEST;
  }
}
