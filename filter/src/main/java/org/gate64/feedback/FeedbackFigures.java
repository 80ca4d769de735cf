package org.gate64.feedback;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often recipients said what, and what became of it. Any thread may count. */
public final class FeedbackFigures {

  /** What is counted. */
  public enum Figure {
    SPAM,
    HAM,
    /** A word took back the other. */
    TAKEN_BACK,
    /** It had been said of that message before. */
    REPEATED,
    /** Its reporter had reached his limit, for all whom it would count for. */
    CAPPED,
    /** Words of its kind weigh nothing. */
    WEIGHTLESS,
    /** The ticket was none, forged, too old or from the future. */
    REFUSED;

    /** The word in figures. */
    public String keyword() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Map<Figure, LongAdder> totals = new EnumMap<>(Figure.class);

  /** Nothing has been counted. */
  public FeedbackFigures() {
    for (Figure figure : Figure.values()) {
      totals.put(figure, new LongAdder());
    }
  }

  /** Counts what became of a word. */
  public void count(Outcome outcome) {
    if (outcome instanceof Outcome.Counted counted) {
      counted.takenBack().ifPresent(word -> add(Figure.TAKEN_BACK));
      add(of(counted.word()));
    } else if (outcome instanceof Outcome.Capped capped) {
      capped.takenBack().ifPresent(word -> add(Figure.TAKEN_BACK));
      add(Figure.CAPPED);
    } else if (outcome instanceof Outcome.Weightless weightless) {
      weightless.takenBack().ifPresent(word -> add(Figure.TAKEN_BACK));
      add(Figure.WEIGHTLESS);
    } else if (outcome instanceof Outcome.Repeated) {
      add(Figure.REPEATED);
    } else {
      add(Figure.REFUSED);
    }
  }

  /** How often that was so far. */
  public long total(Figure figure) {
    return totals.getOrDefault(figure, new LongAdder()).sum();
  }

  private void add(Figure figure) {
    totals.getOrDefault(figure, new LongAdder()).increment();
  }

  private static Figure of(Word word) {
    return switch (word) {
      case SPAM -> Figure.SPAM;
      case HAM -> Figure.HAM;
    };
  }
}
