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

  private static final String AUTHENTICATION_RESULTS = "Authentication-Results";

  /** The key of those here that has fields of this name written or removed, if one does. */
  Optional<String> ownerOf(String name) {
    if (name.equalsIgnoreCase(verdict)) {
      return Optional.of("headers.verdict");
    }
    if (name.equalsIgnoreCase(AUTHENTICATION_RESULTS)) {
      return Optional.of("headers.authentication-results");
    }
    return mark.filter(field -> field.is(name)).map(field -> "headers.mark");
  }

  /** What holds where nothing is configured. */
  public static HeaderSettings defaults() {
    return new HeaderSettings(
        "Gate64-Verdict", true, Optional.of(new HeaderField("X-Spam-Flag", "YES")));
  }
}
