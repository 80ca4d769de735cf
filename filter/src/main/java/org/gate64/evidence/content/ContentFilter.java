package org.gate64.evidence.content;

import com.google.re2j.Pattern;
import java.util.Optional;
import org.gate64.net.HeaderField;

/**
 * A filter that sees messages before and writes what it finds them to be into a header field.
 *
 * @param header the field's name
 * @param spam found in the field of a message that is spam
 * @param ham found in the field of one that is wanted; empty where no field says so
 */
public record ContentFilter(String header, Pattern spam, Optional<Pattern> ham) {

  /** So much of a field is looked at; filters begin with what they found. */
  static final int LONGEST = 1000;

  boolean wrote(HeaderField field) {
    return field.is(header);
  }

  /** As much of a field's value as is looked at, unfolded (RFC 5322, section 2.2.3). */
  static String text(HeaderField field) {
    String value = field.value();
    return value.substring(0, Math.min(value.length(), LONGEST)).replace("\r\n", "").strip();
  }

  /** What such a text says; where both are found in it, spam. */
  ContentStatus says(String text) {
    if (spam.matcher(text).find()) {
      return ContentStatus.SPAM;
    }
    return ham.filter(pattern -> pattern.matcher(text).find()).isPresent()
        ? ContentStatus.HAM
        : ContentStatus.UNCLEAR;
  }
}
