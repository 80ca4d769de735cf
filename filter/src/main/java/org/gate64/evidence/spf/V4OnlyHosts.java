package org.gate64.evidence.spf;

/**
 * Whether a host with only IPv4 addresses, named by {@code a} or {@code mx}, is a void lookup (RFC
 * 7208, section 4.6.4) when the client has an IPv6 address.
 *
 * <p>By the letter it is, for the AAAA answer is empty; so three such hosts turn a record that
 * works for every IPv4 client into a permerror for IPv6 ones. The limit is there to stop records
 * that point at nothing, which these do not.
 */
public enum V4OnlyHosts {
  /** No void lookup: the host exists. Asking whether it does may take one more query each. */
  IGNORE,
  /** A void lookup, by the letter of the RFC. */
  COUNT
}
