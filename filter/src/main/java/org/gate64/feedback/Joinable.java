package org.gate64.feedback;

/**
 * A value that is kept in several places, and may differ between them. Joining two is commutative,
 * associative and idempotent, so that it does not matter who meets whom, and how often.
 *
 * @param <V> the value itself
 */
public interface Joinable<V extends Joinable<V>> {

  /** What both know together. */
  V join(V other);
}
