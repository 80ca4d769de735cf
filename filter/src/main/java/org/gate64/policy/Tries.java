package org.gate64.policy;

import java.time.Duration;

/** How often a mail has been steered before. */
public sealed interface Tries {

  /** Never, as far as is known. */
  record None() implements Tries {}

  /** Nobody has said so far. */
  record Untold() implements Tries {}

  /**
   * So often.
   *
   * @param count without the one that is being judged, and those right before it, which belong to
   *     the same try
   * @param since the first of them
   */
  record Known(int count, Duration since) implements Tries {}
}
