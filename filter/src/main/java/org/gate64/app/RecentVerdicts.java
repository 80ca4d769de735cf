package org.gate64.app;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gate64.policy.Action;
import org.gate64.policy.Verdict;
import org.gate64.reporting.Decision;

/** How many messages were judged of late, by what was done with them. Safe for use by many. */
final class RecentVerdicts {

  private static final int MINUTES = 60;
  private static final long MILLIS_PER_MINUTE = 60_000;

  private final InstantSource clock;
  private final Map<Long, Map<Action, Long>> minutes = new HashMap<>();

  RecentVerdicts(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts a decision, where the policy was asked. */
  void count(Decision decision) {
    decision.judgement().decided().map(Verdict::action).ifPresent(this::count);
  }

  /** Those of the last hour. */
  synchronized StatusValue.Counts lastHour() {
    Map<String, Long> numbers = new LinkedHashMap<>();
    dropOld();
    for (Action action : Action.values()) {
      long sum = minutes.values().stream().mapToLong(each -> each.getOrDefault(action, 0L)).sum();
      numbers.put(action.keyword(), sum);
    }
    return new StatusValue.Counts(numbers);
  }

  synchronized void count(Action action) {
    dropOld();
    minutes
        .computeIfAbsent(minute(), minute -> new EnumMap<>(Action.class))
        .merge(action, 1L, Long::sum);
  }

  /** Those of an hour ago, and those of the future where the clock went back. */
  private void dropOld() {
    long now = minute();
    minutes.keySet().removeIf(minute -> minute <= now - MINUTES || minute > now);
  }

  private long minute() {
    return clock.millis() / MILLIS_PER_MINUTE;
  }
}
