package org.gate64.evidence.author;

import java.util.List;
import org.gate64.net.DomainName;

/** Whom a message claims to be from. */
public sealed interface Author {

  /**
   * One From field.
   *
   * @param domains the usable domains of its mailboxes in their order, without repetition; at least
   *     one and at most {@link #MOST_DOMAINS}. The first is the one that mail programs show
   */
  record Known(List<DomainName> domains) implements Author {

    /** Real mail rarely has two; who names many hides one among them (RFC 9989, section 11.5). */
    public static final int MOST_DOMAINS = 4;

    public Known {
      domains = domains.stream().distinct().toList();
      if (domains.isEmpty() || domains.size() > MOST_DOMAINS) {
        throw new IllegalArgumentException("an author has from 1 to 4 domains");
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
