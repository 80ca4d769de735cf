package org.gate64.evidence.dmarc;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.dkim.DkimResult;
import org.gate64.evidence.dkim.DkimStatus;
import org.gate64.evidence.spf.SpfResult;
import org.gate64.evidence.spf.SpfStatus;
import org.gate64.net.DomainName;

/** What DMARC is told of a message, from notes like {@code pass example.com}. */
final class Messages {

  static final SpfResult NO_SPF = spf("-");
  static final List<DkimResult> UNSIGNED = List.of();

  private static final String NOTHING = "-";

  private Messages() {}

  static DomainName name(String text) {
    return DomainName.parse(text).orElseThrow(() -> new IllegalArgumentException(text));
  }

  /** Domains parted by commas; {@code malformed} for an author without. */
  static Author author(String domains) {
    return domains.equals("malformed")
        ? new Author.Malformed("there is no From field")
        : new Author.Known(items(domains).stream().map(Messages::name).toList());
  }

  static SpfResult spf(String note) {
    if (note.equals(NOTHING)) {
      return spf(SpfStatus.NONE, Optional.empty());
    }
    return spf(SpfStatus.valueOf(status(note)), Optional.of(domain(note)));
  }

  static List<DkimResult> dkim(String notes) {
    return notes.equals(NOTHING)
        ? UNSIGNED
        : items(notes).stream().map(Messages::signature).toList();
  }

  private static SpfResult spf(SpfStatus status, Optional<DomainName> domain) {
    return new SpfResult(status, SpfResult.Identity.MAIL_FROM, domain, "", "");
  }

  private static DkimResult signature(String note) {
    return new DkimResult(
        DkimStatus.valueOf(status(note)), Optional.of(domain(note)), "s", "rsa-sha256", "", "");
  }

  private static String status(String note) {
    return note.substring(0, note.indexOf(' ')).toUpperCase(Locale.ROOT);
  }

  private static DomainName domain(String note) {
    return name(note.substring(note.indexOf(' ') + 1));
  }

  private static List<String> items(String list) {
    return Arrays.stream(list.split(",", -1)).map(String::strip).toList();
  }
}
