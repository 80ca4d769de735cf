package org.gate64.config;

/**
 * How SPF is checked.
 *
 * @param voidLookups lookups without an answer before a record is an error (RFC 7208, section
 *     4.6.4)
 * @param v4OnlyHosts what a host without an IPv6 address counts as, when the client is on IPv6
 * @param maxQueries DNS questions for one check, of whatever kind
 */
public record SpfSettings(int voidLookups, V4OnlyHosts v4OnlyHosts, int maxQueries) {

  /** A host that an SPF record names, that has an IPv4 address and no IPv6 one. */
  public enum V4OnlyHosts {
    /** It does not match, and that is all. */
    IGNORE,
    /** It also counts as a lookup without an answer, to the letter of RFC 7208. */
    COUNT
  }

  static SpfSettings defaults() {
    return new SpfSettings(2, V4OnlyHosts.IGNORE, 100);
  }
}
