package org.gate64.config;

import com.typesafe.config.ConfigOrigin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what is wrong while one configuration file, and what it includes, is read. */
final class Problems {

  private static final int LONGEST_QUOTE = 60;
  private static final int LONGEST_MESSAGE = 400;

  private final List<String> files = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /** Notes a file, in the order in which files are read; the first one includes the others. */
  void reading(Path file) {
    files.add(file.toString());
  }

  void add(Path file, int line, String message) {
    problems.add(new Problem(file.toString(), line, "", message));
  }

  void add(ConfigOrigin origin, String key, String message) {
    String file = origin.filename();
    // A block that several files have a part in has no file and no line of its own.
    boolean known = file != null && files.contains(file);
    problems.add(
        new Problem(
            known ? file : files.get(0),
            known ? Math.max(origin.lineNumber(), 0) : 0,
            key,
            message));
  }

  int count() {
    return problems.size();
  }

  /** In the order of the file; those of included files come after. */
  List<Problem> inOrder() {
    return problems.stream()
        .distinct()
        .sorted(
            Comparator.comparingInt((Problem problem) -> files.indexOf(problem.file()))
                .thenComparingInt(Problem::line))
        .toList();
  }

  /** Text from a file as it may be shown: short, and without control characters. */
  static String printable(String text) {
    return printable(text, LONGEST_QUOTE);
  }

  /** A whole message as it may be shown. */
  static String printableLine(String message) {
    return printable(message, LONGEST_MESSAGE);
  }

  private static String printable(String text, int longest) {
    StringBuilder shown = new StringBuilder();
    int end = Math.min(text.length(), longest);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      shown.append(c < ' ' || c > '~' ? escaped(c) : String.valueOf(c));
    }
    return end < text.length() ? shown.append("...").toString() : shown.toString();
  }

  private static String escaped(char c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          Character.isLetterOrDigit(c) ? String.valueOf(c) : String.format("\\u%04x", (int) c);
    };
  }
}
