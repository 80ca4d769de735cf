package org.gate64.reputation.local;

import java.time.Duration;

/**
 * Bounds of the memory. A subject takes about a kilobyte of heap.
 *
 * @param known so many subjects with a real record are kept
 * @param strangers so many others are; a flood of new networks drives out no more than these
 * @param realFrom the weight in the long memory, in spams, from which a record is a real one
 * @param idle who was neither asked for nor added to for so long is forgotten
 * @param waiting so many subjects' changes may wait for the next flush
 */
public record LocalSettings(int known, int strangers, double realFrom, Duration idle, int waiting) {

  /** What gate64 comes with. */
  public static LocalSettings usual() {
    return new LocalSettings(60_000, 30_000, 3, Duration.ofDays(90), 20_000);
  }
}
