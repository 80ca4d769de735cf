package org.gate64.reporting;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gate64.reputation.Standing;
import org.gate64.reputation.Standings;

/** The words that header, log and explanation have in common about standings. */
final class StandingWords {

  private static final int LONGEST_COMMENT = 255;

  private StandingWords() {}

  /** State, score and record as a header has it; why they are so, unless it is the own record. */
  static String header(Standing network) {
    return brief(network) + comment(notable(network));
  }

  /** The same of a domain, with its name. */
  static String header(Standings.Speaker speaker) {
    Standing standing = speaker.standing();
    Stream<String> name = Stream.of(HeaderText.name(speaker.domain()));
    return brief(standing) + comment(Stream.concat(name, notable(standing)));
  }

  /** The same without a space, as a log line has it. */
  static String word(Standing standing) {
    return Stream.concat(
            Stream.of(standing.state().keyword(), figures(standing)), notable(standing))
        .collect(Collectors.joining(":"));
  }

  /** From 0 for bad to 1 for good, with two decimals. Written for every message, so no format. */
  static String score(Standing standing) {
    if (!(standing.score() >= 0 && standing.score() <= 1)) {
      return String.format(Locale.ROOT, "%.2f", standing.score());
    }
    int hundredths = (int) Math.round(standing.score() * 100);
    String decimals = Integer.toString(hundredths % 100);
    return hundredths / 100 + (decimals.length() < 2 ? ".0" : ".") + decimals;
  }

  /** How much the subject's own record weighs. */
  static String record(Standing standing) {
    return Long.toString(Math.round(standing.record()));
  }

  /** {@code own}, {@code inherited} or {@code pinned}. */
  static String basis(Standing standing) {
    return standing.basis().name().toLowerCase(Locale.ROOT);
  }

  private static String brief(Standing standing) {
    return standing.state().keyword() + " " + figures(standing);
  }

  private static String figures(Standing standing) {
    return score(standing) + "/" + record(standing);
  }

  private static Stream<String> notable(Standing standing) {
    return standing.basis() == Standing.Basis.OWN ? Stream.empty() : Stream.of(basis(standing));
  }

  private static String comment(Stream<String> notes) {
    String all = notes.collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : " " + HeaderText.comment(all, LONGEST_COMMENT);
  }
}
