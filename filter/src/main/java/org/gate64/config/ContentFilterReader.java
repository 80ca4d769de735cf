package org.gate64.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.typesafe.config.ConfigUtil;
import java.util.Optional;
import org.gate64.evidence.content.ContentFilter;

/** Reads, and writes, how a content filter tells what it found. */
final class ContentFilterReader {

  private static final int LONGEST_PATTERN = 500;

  private static final Notation<String> NAME =
      Notations.matching(
          java.util.regex.Pattern.compile("[!-9;-~]{1,64}"), "the name of a header field");
  private static final Notation<Pattern> PATTERN =
      new Notation<>(
          "a regular expression (RE2) of at most "
              + LONGEST_PATTERN
              + " characters, with two backslashes for one",
          ContentFilterReader::pattern);

  private ContentFilterReader() {}

  /**
   * Without a field there is no filter. None tells by a field that gate64 writes or removes itself.
   */
  static Optional<ContentFilter> read(Section section, HeaderSettings headers) {
    Optional<String> header = section.optional("header", Optional.empty(), NAME);
    header
        .flatMap(headers::ownerOf)
        .ifPresent(owner -> section.problem("header", "is the field of " + owner));
    Optional<Pattern> spam =
        header.isPresent()
            ? section.required("spam", PATTERN)
            : section.optional("spam", Optional.empty(), PATTERN);
    Optional<Pattern> ham = section.optional("ham", Optional.empty(), PATTERN);
    if (header.isEmpty() && (spam.isPresent() || ham.isPresent())) {
      section.problem("header", "is missing: the field that the patterns are for");
    }
    section.finish();
    return header.flatMap(name -> spam.map(found -> new ContentFilter(name, found, ham)));
  }

  static String text(Optional<ContentFilter> filter) {
    return "{ header = "
        + quoted(filter.map(ContentFilter::header))
        + ", spam = "
        + quoted(filter.map(it -> it.spam().pattern()))
        + ", ham = "
        + quoted(filter.flatMap(ContentFilter::ham).map(Pattern::pattern))
        + " }";
  }

  private static String quoted(Optional<String> text) {
    return ConfigUtil.quoteString(text.orElse(""));
  }

  private static Optional<Pattern> pattern(String text) {
    try {
      return Optional.of(text)
          .filter(it -> !it.isEmpty() && it.length() <= LONGEST_PATTERN)
          .filter(it -> it.chars().noneMatch(Character::isISOControl))
          .map(Pattern::compile);
    } catch (PatternSyntaxException noPattern) {
      return Optional.empty();
    }
  }
}
