package org.gate64.evidence.spf;

import java.util.Optional;
import org.gate64.net.DomainName;
import org.gate64.net.PlainText;

/** The names that a record's terms lead to (RFC 7208, section 4.8). */
final class TargetName {

  /**
   * Stands for every name that cannot be asked for, since jSPF wants one to ask for; reserved never
   * to exist (RFC 6761, section 6.4). Such a target is as good as one that does not exist.
   */
  static final String IMPOSSIBLE = "target-name.invalid";

  private static final int LONGEST_NAME = 253;

  private TargetName() {}

  /** Makes a name out of an expanded domain-spec: {@link #IMPOSSIBLE} where that cannot be. */
  static String of(String expanded) {
    String text = expanded.endsWith(".") ? expanded.substring(0, expanded.length() - 1) : expanded;
    return parse(withoutLeadingLabels(text)).map(DomainName::toString).orElse(IMPOSSIBLE);
  }

  /** Empty for a name that cannot be asked for, or that no host could have. */
  static Optional<DomainName> parse(String text) {
    if (text.equals(IMPOSSIBLE) || !PlainText.isAscii(text)) {
      return Optional.empty();
    }
    return DomainName.parseWithSpaces(text).filter(TargetName::isPossible);
  }

  /** RFC 7208, section 7.3: labels are dropped from the left until the name is not too long. */
  private static String withoutLeadingLabels(String text) {
    int start = 0;
    while (text.length() - start > LONGEST_NAME) {
      int dot = text.indexOf('.', start);
      if (dot < 0) {
        return text;
      }
      start = dot + 1;
    }
    return text.substring(start);
  }

  private static boolean isPossible(DomainName name) {
    String text = name.toString();
    int lastDot = text.lastIndexOf('.');
    return lastDot > 0 && !text.substring(lastDot + 1).chars().allMatch(Character::isDigit);
  }
}
