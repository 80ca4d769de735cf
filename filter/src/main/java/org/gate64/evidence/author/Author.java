package org.gate64.evidence.author;

import org.gate64.net.DomainName;

/** Whom a message claims to be from. */
public sealed interface Author {

  /** One From field, and this is the first usable domain among those of its mailboxes. */
  record Known(DomainName domain) implements Author {}

  /**
   * Not exactly one From field, or none of its mailboxes has a usable domain.
   *
   * @param detail what is wrong with it, for the sender's postmaster, without text from outside
   */
  record Malformed(String detail) implements Author {}
}
