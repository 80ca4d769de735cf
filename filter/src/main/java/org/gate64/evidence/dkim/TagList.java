package org.gate64.evidence.dkim;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.james.jdkim.tagvalue.TagValue;
import org.gate64.net.PlainText;

/**
 * A {@code tag=value} list (RFC 6376, section 3.2), read by jDKIM within bounds. A tag that comes
 * twice makes the whole list invalid.
 */
final class TagList extends TagValue {

  /** Beyond anything a signer writes; z= may copy a header with many recipients. */
  private static final int LONGEST = 65_536;

  private static final int MOST_TAGS = 64;

  private TagList(String text) {
    super(text);
  }

  /** Empty where the text is no tag list or out of bounds. */
  static Optional<TagList> read(String text) {
    if (text.length() > LONGEST || text.chars().filter(c -> c == ';').count() > MOST_TAGS) {
      return Optional.empty();
    }
    try {
      return Optional.of(new TagList(text));
    } catch (IllegalStateException | IllegalArgumentException syntaxError) {
      return Optional.empty();
    }
  }

  /** A tag's value without the white space around it; what is folded within stays. */
  Optional<String> get(String tag) {
    return Optional.ofNullable(getValue(tag)).map(CharSequence::toString);
  }

  /**
   * A tag's value with its octets read as UTF-8: names of domains may be written so (RFC 8616,
   * section 5). What is no UTF-8 is no name either.
   */
  Optional<String> name(String tag) {
    return get(tag).map(PlainText::ofUtf8);
  }

  /** A tag's value as a list parted by colons, without the white space around its items. */
  Optional<List<String>> items(String tag) {
    return get(tag)
        .map(value -> Arrays.stream(value.split(":", -1)).map(TagList::withoutFold).toList());
  }

  /** Removes all white space, as for base64 (RFC 6376, section 3.2). */
  static String withoutSpace(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!isSpace(text.charAt(i))) {
        kept.append(text.charAt(i));
      }
    }
    return kept.toString();
  }

  private static String withoutFold(String item) {
    int start = 0;
    int end = item.length();
    while (start < end && isSpace(item.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(item.charAt(end - 1))) {
      end--;
    }
    return item.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
