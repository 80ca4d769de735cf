package org.gate64.evidence.author;

import java.util.List;
import org.gate64.net.DomainName;

/** Whom a message claims to be from. */
public sealed interface Author {

  /**
   * One From field.
   *
   * @param domains the usable domains of its mailboxes in their order, without repetition; at least
   *     one. The first is the one that mail programs show
   */
  record Known(List<DomainName> domains) implements Author {
    public Known {
      domains = domains.stream().distinct().toList();
      if (domains.isEmpty()) {
        throw new IllegalArgumentException("an author has a domain");
      }
    }

    /** A message with authors of one domain only. */
    public Known(DomainName domain) {
      this(List.of(domain));
    }

    /** The domain of the first author who has a usable one. */
    public DomainName domain() {
      return domains.get(0);
    }
  }

  /**
   * Not exactly one From field, or none of its mailboxes has a usable domain.
   *
   * @param detail what is wrong with it, for the sender's postmaster, without text from outside
   */
  record Malformed(String detail) implements Author {}
}
