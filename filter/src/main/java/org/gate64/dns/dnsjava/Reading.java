package org.gate64.dns.dnsjava;

import org.gate64.dns.DnsAnswer;

/** What one server's reply, or its silence, means for the lookup. */
sealed interface Reading {

  /** The lookup is decided. */
  record Decided(DnsAnswer answer) implements Reading {}

  /** The reply ends with a CNAME; its target is still to be asked for. */
  record ToBeContinued() implements Reading {}

  /** The server will not say, and would not the next time either; another one may. */
  record Declined(DnsAnswer.Failure failure) implements Reading {}

  /** The server does not know EDNS, and is to be asked without (RFC 6891, section 7). */
  record Unextended(DnsAnswer.Failure failure) implements Reading {}

  /** Nothing that could be used came back; the next try may fare better. */
  record Unusable(DnsAnswer.Failure failure) implements Reading {}
}
