package org.gate64.app;

import org.gate64.attempts.SteeringTable;
import org.gate64.attempts.SteeringTable.Fate;

/** Shows what became of steered mail. */
final class SteeringMeters {

  private SteeringMeters() {}

  static void show(Meters meters, SteeringTable table) {
    for (Fate fate : Fate.values()) {
      meters.counter(
          "gate64.steered",
          "Mail that was steered, each once, and what became of it",
          () -> table.total(fate),
          "outcome",
          fate.keyword());
    }
  }
}
