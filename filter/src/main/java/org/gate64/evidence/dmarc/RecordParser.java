package org.gate64.evidence.dmarc;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gate64.evidence.dmarc.PolicyRecord.Mode;
import org.gate64.evidence.dmarc.PolicyRecord.PublicSuffix;
import org.gate64.evidence.dmarc.PolicyRecord.Requests;

/**
 * Reads DMARC policy records (RFC 9989, sections 4.7, 4.8 and 4.10.1).
 *
 * <p>Only the version can make a text no record; everything else that is wrong with it falls back
 * to a default or is passed over. {@code pct} is such a thing: the RFC removed it (appendix A.6),
 * and what it does not know it ignores. A tag that comes twice has no value that could be told, and
 * is taken for one whose value is wrong.
 */
final class RecordParser {

  /** Far beyond what can be published for a record to be had over UDP. */
  static final int LONGEST = 8_192;

  private static final String VERSION = "DMARC1";
  private static final String WRONG = "";
  private static final Set<String> KNOWN =
      Set.of("p", "sp", "np", "psd", "adkim", "aspf", "t", "rua");

  private final Map<String, String> tags = new HashMap<>();

  private RecordParser() {}

  /** Whether this is a policy record of this version of DMARC, be it well or badly written. */
  static boolean isPolicyRecord(String text) {
    return afterVersion(text) >= 0;
  }

  /**
   * Reads a record.
   *
   * @param text each byte as one character (ISO 8859-1)
   * @return empty where it is no policy record, or too long to be read
   */
  static Optional<PolicyRecord> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    int rest = afterVersion(text);
    if (rest < 0) {
      return Optional.empty();
    }
    RecordParser parser = new RecordParser();
    parser.readTags(text, rest);
    return Optional.of(parser.record());
  }

  /** Where the version tag ends; negative where the text does not begin with one. */
  private static int afterVersion(String text) {
    if (text.isEmpty() || (text.charAt(0) != 'v' && text.charAt(0) != 'V')) {
      return -1;
    }
    int equals = skipSpace(text, 1);
    if (equals == text.length() || text.charAt(equals) != '=') {
      return -1;
    }
    int value = skipSpace(text, equals + 1);
    if (!text.startsWith(VERSION, value)) {
      return -1;
    }
    int end = skipSpace(text, value + VERSION.length());
    return end == text.length() || text.charAt(end) == ';' ? end : -1;
  }

  private void readTags(String text, int from) {
    int start = from;
    while (start < text.length()) {
      int semicolon = text.indexOf(';', start);
      int end = semicolon < 0 ? text.length() : semicolon;
      readTag(text.substring(start, end));
      start = end + 1;
    }
  }

  private void readTag(String tag) {
    int equals = tag.indexOf('=');
    if (equals < 0) {
      return;
    }
    String name = withoutSpace(tag.substring(0, equals)).toLowerCase(Locale.ROOT);
    if (KNOWN.contains(name)) {
      tags.merge(name, withoutSpace(tag.substring(equals + 1)), (first, second) -> WRONG);
    }
  }

  private PolicyRecord record() {
    return new PolicyRecord(
        requests(), publicSuffix(), mode("adkim"), mode("aspf"), value("t").equalsIgnoreCase("y"));
  }

  private Optional<Requests> requests() {
    Optional<Disposition> domain = disposition("p");
    if (domain.isPresent() && isMissingOrRight("sp") && isMissingOrRight("np")) {
      Disposition subdomains = disposition("sp").orElse(domain.get());
      Disposition nonexistent = disposition("np").orElse(subdomains);
      return Optional.of(new Requests(domain.get(), subdomains, nonexistent));
    }
    return ReportingUri.isAnyIn(value("rua"))
        ? Optional.of(new Requests(Disposition.NONE, Disposition.NONE, Disposition.NONE))
        : Optional.empty();
  }

  private boolean isMissingOrRight(String tag) {
    return !tags.containsKey(tag) || disposition(tag).isPresent();
  }

  private Optional<Disposition> disposition(String tag) {
    String value = value(tag);
    for (Disposition disposition : Disposition.values()) {
      if (disposition.name().equalsIgnoreCase(value)) {
        return Optional.of(disposition);
      }
    }
    return Optional.empty();
  }

  private PublicSuffix publicSuffix() {
    return switch (value("psd").toLowerCase(Locale.ROOT)) {
      case "y" -> PublicSuffix.YES;
      case "n" -> PublicSuffix.NO;
      default -> PublicSuffix.UNSAID;
    };
  }

  private Mode mode(String tag) {
    return value(tag).equalsIgnoreCase("s") ? Mode.STRICT : Mode.RELAXED;
  }

  private String value(String tag) {
    return tags.getOrDefault(tag, WRONG);
  }

  private static String withoutSpace(String text) {
    int start = skipSpace(text, 0);
    int end = text.length();
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static int skipSpace(String text, int from) {
    int index = from;
    while (index < text.length() && isSpace(text.charAt(index))) {
      index++;
    }
    return index;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
