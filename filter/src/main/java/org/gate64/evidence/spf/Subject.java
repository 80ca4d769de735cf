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

  /** RFC 5321 allows 256 octets (section 4.5.3.1.3); rewritten senders go somewhat beyond. */
  private static final int LONGEST_MAILBOX = 1024;

  private static final String POSTMASTER = "postmaster";

  static Subject of(SpfQuery query) {
    MailPath sender = query.sender();
    if (sender.isNull()) {
      String helo = query.helo().strip();
      Optional<DomainName> domain = DomainName.parse(helo).filter(DomainName::isHostName);
      return new Subject(Identity.HELO, domain, mailbox(POSTMASTER, domain, helo));
    }
    if (sender.text().length() > LONGEST_MAILBOX) {
      return new Subject(
          Identity.MAIL_FROM, Optional.empty(), Texts.upTo(sender.text(), LONGEST_MAILBOX));
    }
    Optional<DomainName> domain = sender.domain().filter(DomainName::isHostName);
    if (domain.isEmpty()) {
      return new Subject(Identity.MAIL_FROM, domain, sender.text());
    }
    String localPart = sender.localPart().isEmpty() ? POSTMASTER : sender.localPart();
    return new Subject(Identity.MAIL_FROM, domain, mailbox(localPart, domain, ""));
  }

  SpfResult result(Outcome outcome) {
    return new SpfResult(outcome.status(), identity, domain, mailbox, outcome.detail());
  }

  private static String mailbox(String localPart, Optional<DomainName> domain, String otherwise) {
    String host = domain.map(DomainName::toString).orElse(otherwise);
    return Texts.upTo(localPart + "@" + host, LONGEST_MAILBOX);
  }
}
