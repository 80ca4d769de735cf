package org.gate64.config;

import java.time.Duration;

/**
 * What the daemon takes upon itself at most.
 *
 * @param sessions SMTP sessions at the same time
 * @param frameBytes the longest milter packet
 * @param headerBytes all header fields of one message together
 * @param headerFields how many header fields one message may have
 * @param idleTimeout how long a mail server may say nothing: it does so while a client sends a body
 * @param drain how long open sessions may go on once the daemon is told to stop
 */
public record LimitSettings(
    int sessions,
    int frameBytes,
    int headerBytes,
    int headerFields,
    Duration idleTimeout,
    Duration drain) {

  static LimitSettings defaults() {
    return new LimitSettings(
        2000, 1 << 20, 256 << 10, 1000, Duration.ofHours(2), Duration.ofSeconds(30));
  }
}
