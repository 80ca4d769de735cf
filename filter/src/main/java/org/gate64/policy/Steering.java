package org.gate64.policy;

import java.time.Duration;

/**
 * How long a sender is steered, before he is told that it leads nowhere.
 *
 * @param attempts how often a mail is refused for now, at least once
 * @param window for how long at most, from the first time
 * @param interval tries less than this apart are one: a sender goes to all hosts of a domain in a
 *     row
 */
public record Steering(int attempts, Duration window, Duration interval) {

  /** What holds unless somebody says otherwise. */
  public static Steering usual() {
    return new Steering(3, Duration.ofHours(4), Duration.ofMinutes(1));
  }

  /** Whether a mail that was tried so often is to be refused for good now. */
  boolean isOver(Tries tries) {
    return tries instanceof Tries.Known known
        && known.count() > 0
        && (known.count() >= attempts || known.since().compareTo(window) >= 0);
  }
}
