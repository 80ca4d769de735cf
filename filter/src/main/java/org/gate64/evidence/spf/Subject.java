package org.gate64.evidence.spf;

import java.util.Optional;
import org.gate64.evidence.spf.SpfResult.Identity;
import org.gate64.net.DomainName;
import org.gate64.net.MailPath;

/**
 * Whom a check is about (RFC 7208, sections 2.3, 2.4 and 4.3).
 *
 * @param domain empty where there is none that a policy could be asked of
 * @param mailbox the sender, {@code postmaster} standing in for a missing local part; bounded
 */
record Subject(Identity identity, Optional<DomainName> domain, String mailbox) {

  /**
   * RFC 5321 allows 256 octets (section 4.5.3.1.3); rewritten senders go somewhat beyond. A longer
   * one is not checked.
   */
  private static final int LONGEST_MAILBOX = 1024;

  private static final String POSTMASTER = "postmaster";

  static Subject of(SpfQuery query) {
    MailPath sender = query.sender();
    if (sender.isNull()) {
      String helo = query.helo().strip();
      return DomainName.parse(helo)
          .filter(DomainName::isHostName)
          .map(domain -> of(Identity.HELO, POSTMASTER, domain))
          .orElseGet(() -> withoutDomain(Identity.HELO, POSTMASTER + "@" + helo));
    }
    String localPart = sender.localPart().isEmpty() ? POSTMASTER : sender.localPart();
    return sender
        .domain()
        .filter(domain -> domain.isHostName() && sender.text().length() <= LONGEST_MAILBOX)
        .map(domain -> of(Identity.MAIL_FROM, localPart, domain))
        .orElseGet(() -> withoutDomain(Identity.MAIL_FROM, sender.text()));
  }

  /** The domain is never cut, though its ASCII form may be longer than what the client sent. */
  private static Subject of(Identity identity, String localPart, DomainName domain) {
    return new Subject(identity, Optional.of(domain), localPart + "@" + domain);
  }

  private static Subject withoutDomain(Identity identity, String mailbox) {
    return new Subject(identity, Optional.empty(), Texts.upTo(mailbox, LONGEST_MAILBOX));
  }

  SpfResult result(Outcome outcome) {
    return new SpfResult(outcome.status(), identity, domain, mailbox, outcome.detail());
  }
}
