package org.gate64.evidence.author;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gate64.net.DomainName;
import org.gate64.net.HeaderField;
import org.gate64.net.PlainText;

/**
 * Finds the author's domain in a message's header (RFC 5322, section 3.6.2).
 *
 * <p>A message may have several authors, of several domains. Those whose host is no name that could
 * be anybody's on the internet are passed over; but a broken domain beside a usable one makes all
 * of it malformed, for a mail program may show just that one.
 */
public final class AuthorParser {

  private static final String FIELD_NAME = "From";
  private static final int LONGEST = 16_384;

  /** A host without a domain, or one that is named by its address (RFC 5321, section 4.1.3). */
  private static final Pattern NOBODYS =
      Pattern.compile("[A-Za-z0-9-]{1,63}|\\[(?:IPv6:)?[0-9A-Fa-f:.]{1,45}]");

  private static final Pattern ENCODED_WORD = Pattern.compile("=\\?[^?]*\\?[BbQq]\\?[^?]*\\?=");

  private static final Pattern SPECIAL = Pattern.compile("[()<>@,;:\\\\\"\\[\\]]");

  private static final Author NO_LIST = new Author.Malformed("From is not a list of addresses");

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
        // RFC 6532, section 3.2. U+FFFD does no harm in a name, and is prohibited in a domain.
        : author(PlainText.ofUtf8(value));
  }

  /**
   * Encoded words may hold none of the characters that structure a list (RFC 2047, section 5), but
   * some do. Readers that take such a word for one piece and those that do not must see the same
   * authors, or there must be one address only that anybody could see.
   */
  private static Author author(String value) {
    Author author = author(Mailboxes.parse(value));
    String quiet = ENCODED_WORD.matcher(value).replaceAll(AuthorParser::withoutSpecials);
    if (quiet.equals(value)) {
      return author;
    }
    Author otherReading = author(Mailboxes.parse(quiet));
    if (author instanceof Author.Malformed) {
      return value.indexOf('@') == value.lastIndexOf('@') ? otherReading : author;
    }
    return author.equals(otherReading) ? author : NO_LIST;
  }

  private static String withoutSpecials(MatchResult encodedWord) {
    return Matcher.quoteReplacement(SPECIAL.matcher(encodedWord.group()).replaceAll("_"));
  }

  private static Author author(Optional<List<Mailboxes.Mailbox>> mailboxes) {
    if (mailboxes.isEmpty()) {
      return NO_LIST;
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
    if (mailboxes.get().stream().anyMatch(AuthorParser::isBroken)) {
      return new Author.Malformed("From has an unusable domain beside a usable one");
    }
    return domains.size() > Author.Known.MOST_DOMAINS
        ? new Author.Malformed(
            "From has authors of more than " + Author.Known.MOST_DOMAINS + " domains")
        : new Author.Known(domains);
  }

  private static boolean isBroken(Mailboxes.Mailbox mailbox) {
    return hostName(mailbox).isEmpty() && !NOBODYS.matcher(mailbox.domain()).matches();
  }

  private static Optional<DomainName> hostName(Mailboxes.Mailbox mailbox) {
    return DomainName.parse(mailbox.domain()).filter(DomainName::isHostName);
  }
}
