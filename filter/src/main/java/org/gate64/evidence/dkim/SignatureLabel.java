package org.gate64.evidence.dkim;

import java.util.Optional;
import org.gate64.net.DomainName;

/** What a result tells signatures apart by; whatever could not be read is empty. */
record SignatureLabel(
    Optional<DomainName> domain, String selector, String algorithm, String prefix) {

  /** For text from outside that ends up in a header. */
  private static final int LONGEST_TEXT = 253;

  private static final int PREFIX_LENGTH = 8;

  /** Of a signature that could not be read at all. */
  static SignatureLabel unknown() {
    return new SignatureLabel(Optional.empty(), "", "", "");
  }

  static SignatureLabel of(TagList tags) {
    return new SignatureLabel(
        tags.name("d").flatMap(DomainName::parse),
        bounded(tags.name("s").orElse("")),
        bounded(tags.get("a").orElse("")),
        prefix(tags.get("b").orElse("")));
  }

  DkimResult result(DkimStatus status, String detail) {
    return new DkimResult(status, domain, selector, algorithm, prefix, detail);
  }

  private static String bounded(String text) {
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }

  private static String prefix(String signature) {
    StringBuilder prefix = new StringBuilder(PREFIX_LENGTH);
    for (int i = 0; i < signature.length() && prefix.length() < PREFIX_LENGTH; i++) {
      char c = signature.charAt(i);
      if (isBase64(c)) {
        prefix.append(c);
      }
    }
    return prefix.toString();
  }

  private static boolean isBase64(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/'
        || c == '=';
  }
}
