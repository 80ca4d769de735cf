package org.gate64.config;

import java.util.Optional;
import org.gate64.net.HeaderField;

/**
 * What is written into delivered messages.
 *
 * @param verdict the name of the field that tells the verdict
 * @param authenticationResults whether {@code Authentication-Results} (RFC 8601) is written
 * @param mark the field that the action {@code mark} adds, its value without the space that goes in
 *     front; empty: none
 */
public record HeaderSettings(
    String verdict, boolean authenticationResults, Optional<HeaderField> mark) {

  /** What holds where nothing is configured. */
  public static HeaderSettings defaults() {
    return new HeaderSettings(
        "Gate64-Verdict", true, Optional.of(new HeaderField("X-Spam-Flag", "YES")));
  }
}
