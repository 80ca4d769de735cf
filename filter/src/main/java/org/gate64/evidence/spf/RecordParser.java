package org.gate64.evidence.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.jspf.core.SPF1Record;
import org.apache.james.jspf.core.SPFRecordParser;
import org.apache.james.jspf.core.exceptions.NeutralException;
import org.apache.james.jspf.core.exceptions.NoneException;
import org.apache.james.jspf.core.exceptions.PermErrorException;
import org.apache.james.jspf.terms.Directive;
import org.apache.james.jspf.terms.Modifier;
import org.apache.james.jspf.terms.RedirectModifier;

/** Finds the policy among the TXT records of a name, and reads it. */
final class RecordParser {

  private static final String VERSION = "v=spf1";

  /**
   * jSPF's parser is one regular expression that recurses with the length of a term and may try
   * many ways to split it. A name has 253 characters at most, so twice that leaves room for macros.
   */
  private static final int LONGEST_TERM = 512;

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
    List<Directive> directives = new ArrayList<>();
    List<Modifier> modifiers = new ArrayList<>();
    for (String term : policy.substring(VERSION.length()).split(" ", -1)) {
      if (!term.isEmpty()) {
        SPF1Record single = parseTerm(term);
        directives.addAll(single.getDirectives());
        modifiers.addAll(single.getModifiers());
      }
    }
    Optional<Modifier> redirect =
        atMostOne("redirect", RedirectModifier.class, modifiers).map(m -> m);
    Optional<MacroString> explanation =
        atMostOne("exp", RecordTerms.Exp.class, modifiers).flatMap(RecordTerms.Exp::target);
    return new SpfRecord(directives, redirect, explanation);
  }

  private SPF1Record parseTerm(String term) throws PermErrorException {
    if (term.length() > LONGEST_TERM) {
      throw new PermErrorException("a term of more than " + LONGEST_TERM + " characters");
    }
    try {
      return parser.parse(VERSION + " " + term);
    } catch (PermErrorException | NoneException | NeutralException e) {
      throw new PermErrorException("not understood: " + term);
    }
  }

  private static <M extends Modifier> Optional<M> atMostOne(
      String name, Class<M> kind, List<Modifier> modifiers) throws PermErrorException {
    List<M> found = modifiers.stream().filter(kind::isInstance).map(kind::cast).toList();
    if (found.size() > 1) {
      throw new PermErrorException("more than one " + name + "=");
    }
    return found.stream().findFirst();
  }

  private static boolean isPolicy(String text) {
    return text.regionMatches(true, 0, VERSION, 0, VERSION.length())
        && (text.length() == VERSION.length() || text.charAt(VERSION.length()) == ' ');
  }
}
