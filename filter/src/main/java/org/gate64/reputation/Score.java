package org.gate64.reputation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Beta mean down a tree, the score of each level being the prior of the next.
 *
 * @param value 0 for bad to 1 for good
 * @param levels how it came about, the widest first
 */
public record Score(double value, List<Level> levels) {
  public Score {
    levels = List.copyOf(levels);
  }

  /** Which memory of a subject. */
  public enum Memory {
    LONG,
    SHORT
  }

  /**
   * One step of the calculation: {@code score = (good + prior * score above) / (good + bad +
   * prior)}.
   */
  public record Level(
      Subject subject, Memory memory, double prior, double good, double bad, double score) {

    /** How much of the score is not from this level: 1 down to 0. */
    double inherited() {
      return prior / (good + bad + prior);
    }
  }

  /**
   * How much of the score is record and not the prior of the root, 0 to 1. The two memories of one
   * subject hold the same events, so that the one which says more counts for both.
   */
  public double informed() {
    Map<Subject, Double> inherited = new LinkedHashMap<>();
    levels.forEach(level -> inherited.merge(level.subject(), level.inherited(), Math::min));
    return 1 - inherited.values().stream().reduce(1.0, (a, b) -> a * b);
  }
}
