package org.gate64.evidence.dkim;

/** What reading a signature field came to. */
sealed interface Reading {

  /** It can be verified. */
  record Verifiable(DkimSignature signature) implements Reading {}

  /** The result stands already, without a key. */
  record Settled(DkimResult result) implements Reading {}
}
