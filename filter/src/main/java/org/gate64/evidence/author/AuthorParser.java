package org.gate64.evidence.author;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.gate64.net.DomainName;
import org.gate64.net.HeaderField;

/**
 * Finds the author's domain in a message's header (RFC 5322, section 3.6.2).
 *
 * <p>A message may have several authors, of several domains, and some without a domain that DNS
 * knows. Those without are passed over.
 */
public final class AuthorParser {

  private static final String FIELD_NAME = "From";
  private static final int LONGEST = 16_384;

  private AuthorParser() {}

  /** Every header has some author, be it a malformed one. */
  public static Author parse(List<HeaderField> header) {
    List<HeaderField> fields = header.stream().filter(field -> field.is(FIELD_NAME)).toList();
    if (fields.isEmpty()) {
      return new Author.Malformed("there is no From field");
    }
    if (fields.size() > 1) {
      return new Author.Malformed("there is more than one From field");
    }
    String value = fields.get(0).value();
    return value.length() > LONGEST
        ? new Author.Malformed("From is too long")
        : author(Mailboxes.parse(decoded(value)));
  }

  private static Author author(Optional<List<Mailboxes.Mailbox>> mailboxes) {
    if (mailboxes.isEmpty()) {
      return new Author.Malformed("From is not a list of addresses");
    }
    if (mailboxes.get().isEmpty()) {
      return new Author.Malformed("From holds no address");
    }
    List<DomainName> domains =
        mailboxes.get().stream()
            .map(AuthorParser::hostName)
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    if (domains.isEmpty()) {
      return new Author.Malformed("From has no usable domain");
    }
    return domains.size() > Author.Known.MOST_DOMAINS
        ? new Author.Malformed(
            "From has authors of more than " + Author.Known.MOST_DOMAINS + " domains")
        : new Author.Known(domains);
  }

  private static Optional<DomainName> hostName(Mailboxes.Mailbox mailbox) {
    return DomainName.parse(mailbox.domain()).filter(DomainName::isHostName);
  }

  /**
   * Reads the octets as UTF-8 (RFC 6532, section 3.2). What is none becomes U+FFFD, which does no
   * harm in a name and is prohibited in a domain.
   */
  private static String decoded(String octets) {
    return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
