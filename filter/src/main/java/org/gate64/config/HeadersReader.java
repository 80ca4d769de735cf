package org.gate64.config;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gate64.net.HeaderField;

/** Reads what is to be written into messages. */
final class HeadersReader {

  /** RFC 5322, section 2.2: visible ASCII without the colon. */
  private static final Pattern NAME = Pattern.compile("[!-9;-~]{1,64}");

  private static final Pattern FIELD = Pattern.compile("([!-9;-~]{1,64}): *([!-~][ -~]{0,799})");

  /** Fields that belong to the message, its way or its signers (RFC 5322, 2045, 6376, 8601...). */
  private static final Set<String> TAKEN =
      Set.of(
          "from",
          "sender",
          "reply-to",
          "to",
          "cc",
          "bcc",
          "date",
          "message-id",
          "in-reply-to",
          "references",
          "subject",
          "comments",
          "keywords",
          "return-path",
          "received",
          "mime-version",
          "dkim-signature",
          "domainkey-signature",
          "authentication-results",
          "received-spf",
          "delivered-to",
          "auto-submitted");

  private static final Pattern TAKEN_FAMILY = Pattern.compile("(resent|content|list|arc)-.*");

  private static final Notation<String> VERDICT =
      new Notation<>(
          "a field name that no standard gives a meaning to",
          text -> Optional.of(text).filter(HeadersReader::isFree));
  private static final Notation<HeaderField> MARK =
      new Notation<>(
          "\"Name: value\" in printable ASCII, with a name that no standard gives a meaning to",
          HeadersReader::field);

  private HeadersReader() {}

  static HeaderSettings read(Section section, HeaderSettings defaults) {
    HeaderSettings headers =
        new HeaderSettings(
            section.value("verdict", defaults.verdict(), VERDICT),
            section.value(
                "authentication-results", defaults.authenticationResults(), Notations.yesOrNo()),
            section.optional("mark", defaults.mark(), MARK));
    if (headers.mark().filter(mark -> mark.is(headers.verdict())).isPresent()) {
      section.problem(
          section.has("mark") ? "mark" : "verdict",
          "headers.mark and headers.verdict have the same name");
    }
    section.finish();
    return headers;
  }

  private static Optional<HeaderField> field(String text) {
    Matcher field = FIELD.matcher(text);
    return field.matches() && isFree(field.group(1))
        ? Optional.of(new HeaderField(field.group(1), field.group(2).strip()))
        : Optional.empty();
  }

  private static boolean isFree(String name) {
    String lowerCase = name.toLowerCase(Locale.ROOT);
    return NAME.matcher(name).matches()
        && !TAKEN.contains(lowerCase)
        && !TAKEN_FAMILY.matcher(lowerCase).matches();
  }
}
