package org.gate64.evidence.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.jspf.core.SPF1Record;
import org.apache.james.jspf.core.SPFRecordParser;
import org.apache.james.jspf.core.exceptions.NeutralException;
import org.apache.james.jspf.core.exceptions.NoneException;
import org.apache.james.jspf.core.exceptions.PermErrorException;
import org.apache.james.jspf.core.exceptions.SPFResultException;
import org.apache.james.jspf.terms.Modifier;
import org.apache.james.jspf.terms.RedirectModifier;

/** Finds the policy among the TXT records of a name, and reads it. */
final class RecordParser {

  private static final String VERSION = "v=spf1";

  /**
   * jSPF's parser is one regular expression that recurses with the length of a term; this much
   * takes less than half a megabyte of stack. A name has 253 characters at most, so there is room
   * for macros and prefix lengths.
   */
  private static final int LONGEST_TERM = 320;

  /**
   * The expression tries every way to split a run of letters and digits that no top label ends, so
   * its time grows with the square. A label has 63 characters at most.
   */
  private static final int LONGEST_RUN = 128;

  /** What section 6 lets anybody add; jSPF never sees it, so that its bounds do not apply. */
  private static final Pattern UNKNOWN_MODIFIER =
      Pattern.compile("(?!(?:redirect|exp)=)[a-z][-a-z0-9._]*+=(.*+)", Pattern.CASE_INSENSITIVE);

  /** The letter knows no case (RFC 5234, section 2.3); jSPF knows only the small one. */
  private static final Pattern REVERSAL = Pattern.compile("(%\\{[A-Za-z][0-9]*)R");

  private final SPFRecordParser parser;
  private final int maxRecordLength;

  RecordParser(SPFRecordParser parser, int maxRecordLength) {
    this.parser = parser;
    this.maxRecordLength = maxRecordLength;
  }

  /**
   * Picks the one record that is a policy (RFC 7208, section 4.5).
   *
   * @return empty where no record is one
   */
  static Optional<String> select(List<String> texts) throws PermErrorException {
    List<String> policies = texts.stream().filter(RecordParser::isPolicy).toList();
    if (policies.size() > 1) {
      throw new PermErrorException("more than one SPF record");
    }
    return policies.stream().findFirst();
  }

  /** Reads a policy; a single mistake spoils all of it (section 4.6). */
  SpfRecord parse(String policy) throws PermErrorException {
    if (policy.length() > maxRecordLength) {
      throw new PermErrorException("an SPF record of more than " + maxRecordLength + " characters");
    }
    List<String> terms = new ArrayList<>();
    for (String term : policy.substring(VERSION.length()).split(" ", -1)) {
      if (!isIgnored(term)) {
        requireWithinBounds(term);
        terms.add(REVERSAL.matcher(term).replaceAll("$1r"));
      }
    }
    SPF1Record record = parse(terms);
    return new SpfRecord(
        record.getDirectives(),
        first(RedirectModifier.class, record).map(modifier -> modifier),
        first(RecordTerms.Exp.class, record).flatMap(RecordTerms.Exp::target));
  }

  private SPF1Record parse(List<String> terms) throws PermErrorException {
    try {
      return parser.parse(VERSION + " " + String.join(" ", terms));
    } catch (PermErrorException e) {
      throw new PermErrorException(reason(terms));
    } catch (NoneException | NeutralException e) {
      throw new IllegalStateException("the version is there", e);
    }
  }

  /** jSPF's own reason holds all of its regular expression. */
  private String reason(List<String> terms) {
    for (String term : terms) {
      try {
        parser.parse(VERSION + " " + term);
      } catch (SPFResultException e) {
        return "not understood: " + term;
      }
    }
    return "more than one redirect= or exp=";
  }

  private static boolean isIgnored(String term) {
    Matcher unknown = UNKNOWN_MODIFIER.matcher(term);
    return unknown.matches() && MacroString.parse(unknown.group(1)).isPresent();
  }

  private static void requireWithinBounds(String term) throws PermErrorException {
    if (term.length() > LONGEST_TERM) {
      throw new PermErrorException("a term of more than " + LONGEST_TERM + " characters");
    }
    if (longestRun(term) > LONGEST_RUN) {
      throw new PermErrorException("more than " + LONGEST_RUN + " letters and digits in a row");
    }
  }

  private static int longestRun(String term) {
    int longest = 0;
    int start = 0;
    for (int i = 0; i < term.length(); i++) {
      if (Character.isLetterOrDigit(term.charAt(i))) {
        longest = Math.max(longest, i + 1 - start);
      } else {
        start = i + 1;
      }
    }
    return longest;
  }

  private static <M extends Modifier> Optional<M> first(Class<M> kind, SPF1Record record) {
    return record.getModifiers().stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  private static boolean isPolicy(String text) {
    return text.regionMatches(true, 0, VERSION, 0, VERSION.length())
        && (text.length() == VERSION.length() || text.charAt(VERSION.length()) == ' ');
  }
}
