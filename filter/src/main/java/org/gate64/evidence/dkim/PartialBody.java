package org.gate64.evidence.dkim;

/**
 * What a signature is worth whose {@code l=} leaves a part of the body unsigned, so that anybody
 * could have appended something (RFC 6376, section 8.2).
 */
public enum PartialBody {
  /** It verifies, and does not count: {@link DkimStatus#POLICY}. */
  REFUSE,
  /** It passes. */
  ALLOW
}
