package org.gate64.evidence.dmarc;

import org.gate64.net.DomainName;

/** What policy holds for an author's domain (RFC 9989, section 4.10.1). */
sealed interface Discovery {

  /**
   * A policy record.
   *
   * @param domain where it is published
   */
  record Policy(DomainName domain, PolicyRecord record) implements Discovery {}

  /** There is none. */
  record NoPolicy() implements Discovery {}

  /** That is not known. */
  record Undecided() implements Discovery {}

  /** As far as the facts go. A record of the author's own spares the way up the tree. */
  static Discovery of(DomainName author, Facts facts) {
    if (facts.policyAt(author) instanceof Answer.Published own) {
      return new Policy(author, own.record());
    }
    Walk walk = Walk.from(author, facts);
    if (!walk.isComplete()) {
      return new Undecided();
    }
    return walk.policy()
        .<Discovery>map(stop -> new Policy(stop.name(), stop.record()))
        .orElse(new NoPolicy());
  }
}
