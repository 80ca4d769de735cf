package org.gate64.config;

import org.gate64.evidence.spf.V4OnlyHosts;

/**
 * How SPF is checked.
 *
 * @param voidLookups lookups without an answer before a record is an error (RFC 7208, section
 *     4.6.4)
 * @param v4OnlyHosts what a host without an IPv6 address counts as, when the client is on IPv6
 * @param maxQueries DNS questions for one check, of whatever kind
 */
public record SpfSettings(int voidLookups, V4OnlyHosts v4OnlyHosts, int maxQueries) {

  static SpfSettings defaults() {
    return new SpfSettings(2, V4OnlyHosts.IGNORE, 100);
  }
}
