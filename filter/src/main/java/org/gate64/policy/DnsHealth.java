package org.gate64.policy;

/** Whether what DNS says can be relied upon enough to refuse mail for good. */
public enum DnsHealth {
  SOUND,
  /** So many lookups fail that the answers of the others are not to be trusted with that either. */
  FAILING
}
