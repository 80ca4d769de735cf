package org.gate64.app;

import org.gate64.feedback.FeedbackFigures;
import org.gate64.feedback.FeedbackFigures.Figure;

/** Shows what recipients said. */
final class FeedbackMeters {

  private FeedbackMeters() {}

  static void show(Meters meters, FeedbackFigures figures) {
    for (Figure figure : Figure.values()) {
      meters.counter(
          "gate64.feedback",
          "Words of recipients, and what became of them",
          () -> figures.total(figure),
          "result",
          figure.keyword());
    }
  }
}
