package org.gate64.admin;

import java.time.Duration;

/**
 * What clients can make the interface hold.
 *
 * @param connections how many there may be at once; one more, and the oldest is closed
 * @param patience how long one may last, from its first moment to its last
 * @param transfer the same for one over which something large is moved
 */
public record AdminLimits(int connections, Duration patience, Duration transfer) {

  /** Ample for some monitoring systems and people. */
  public static AdminLimits usual() {
    return new AdminLimits(64, Duration.ofSeconds(10), Duration.ofMinutes(10));
  }
}
