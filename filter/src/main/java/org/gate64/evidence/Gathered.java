package org.gate64.evidence;

/** How gathering ended. */
public sealed interface Gathered {

  /** With a result for everything, be it that something is unavailable. */
  record Complete(Evidence evidence) implements Gathered {}

  /** Without: gate64 did not get round to it in time. */
  record OutOfTime() implements Gathered {}
}
