package org.gate64.evidence.spf;

import java.util.Optional;
import org.gate64.net.DomainName;

/**
 * What SPF says of one message.
 *
 * @param status the result
 * @param identity which identity was checked
 * @param domain whose policy was evaluated; empty where the identity holds no domain at all
 * @param mailbox the sender as it was checked, {@code postmaster@HELO} for a null sender (RFC 7208,
 *     section 2.4); text from outside
 * @param detail why, for people: the explanation of a fail, or what went wrong; text from outside,
 *     may be empty
 */
public record SpfResult(
    SpfStatus status,
    Identity identity,
    Optional<DomainName> domain,
    String mailbox,
    String detail) {

  /** The identities that SPF knows (RFC 7208, sections 2.3 and 2.4). */
  public enum Identity {
    MAIL_FROM,
    HELO
  }

  public boolean passed() {
    return status == SpfStatus.PASS;
  }
}
