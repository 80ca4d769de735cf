package org.gate64.evidence.dmarc;

import java.util.Optional;
import org.gate64.net.DomainName;

/**
 * What DMARC says of one message.
 *
 * @param status the result
 * @param author the domain it is about, of several the one that the result is due to; empty where
 *     the message has none
 * @param policy what is published for that domain, or, where DNS would not say, for the nearest one
 *     above it; empty where nothing is or could be found
 * @param alignment whether what authenticated the message speaks for the author, whether or not a
 *     policy is published
 * @param organization the author's organizational domain (RFC 9989, section 4.10.2), of a message
 *     that is aligned with it; empty where that is not known, or where the message has authors of
 *     several domains
 * @param detail why, for people, without text from outside; empty for a plain pass or none
 */
public record DmarcResult(
    DmarcStatus status,
    Optional<DomainName> author,
    Optional<DmarcPolicy> policy,
    Alignment alignment,
    Optional<DomainName> organization,
    String detail) {

  /** Of an author whose organization is not known. */
  public DmarcResult(
      DmarcStatus status,
      Optional<DomainName> author,
      Optional<DmarcPolicy> policy,
      Alignment alignment,
      String detail) {
    this(status, author, policy, alignment, Optional.empty(), detail);
  }

  /** The same of an author with this organization. */
  DmarcResult within(DomainName domain) {
    return new DmarcResult(status, author, policy, alignment, Optional.of(domain), detail);
  }

  /** Whether the author's domain asks to do something about mail that fails. */
  public boolean asksForConsequence() {
    return policy.filter(known -> known.applicable() != Disposition.NONE).isPresent();
  }
}
