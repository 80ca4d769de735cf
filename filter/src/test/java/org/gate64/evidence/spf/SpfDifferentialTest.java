package org.gate64.evidence.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gate64.Conformance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compares results with those of other libraries about random zones; where they differ, RFC 7208
 * has to say why. Other releases of those may need fewer explanations.
 */
@Timeout(180)
class SpfDifferentialTest {

  private static final int SAMPLES = 2500;
  private static final long SEED = 7208;

  /** The others count void lookups by the letter, and bound no queries beside them. */
  private static final SpfSettings BY_THE_LETTER =
      new SpfSettings(Duration.ofSeconds(20), 2, V4OnlyHosts.COUNT, 1000, 4096, 500);

  private final List<Comparison> unexplained = new ArrayList<>();
  private final Map<Divergence, Integer> explained = new EnumMap<>(Divergence.class);
  private final Map<String, Integer> agreed = new TreeMap<>();

  @ParameterizedTest
  @EnumSource
  void agreesWithOthersOrTheRfcSaysWhyNot(Judge.Name name) throws Exception {
    SampleChecks samples = new SampleChecks(SEED);
    try (Judge judge = Judge.start(name)) {
      for (int i = 0; i < SAMPLES; i++) {
        compare(judge, samples.next());
      }
    }
    record(name);
    assertThat(unexplained).isEmpty();
    assertThat(agreements()).isGreaterThan(SAMPLES * 9 / 10);
    assertThat(agreed.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(SpfStatus.values()).map(SpfStatus::keyword).toList());
  }

  private void compare(Judge judge, SampleCheck check) {
    SpfResult ours = Checks.check(check.zone(), BY_THE_LETTER, check.query());
    Comparison comparison = new Comparison(judge.name(), check, ours, judge.judge(check));
    if (comparison.agrees()) {
      agreed.merge(ours.status().keyword(), 1, Integer::sum);
      return;
    }
    why(judge, comparison)
        .ifPresentOrElse(
            reason -> explained.merge(reason, 1, Integer::sum), () -> unexplained.add(comparison));
  }

  /** There may be several reasons at a time; the first one is named. */
  private static Optional<Divergence> why(Judge judge, Comparison comparison) {
    return Arrays.stream(Divergence.values())
        .filter(reason -> accounts(reason, judge, comparison))
        .findFirst();
  }

  private static boolean accounts(Divergence reason, Judge judge, Comparison comparison) {
    SampleCheck plain = reason.plain(comparison.check());
    if (plain.equals(comparison.check())) {
      return reason.explains(comparison);
    }
    Comparison then = comparison.with(plain, judge.judge(plain));
    return then.agrees()
        || (!then.theirs().equals(comparison.theirs()) && why(judge, then).isPresent());
  }

  private void record(Judge.Name name) throws IOException {
    int explanations = explained.values().stream().mapToInt(Integer::intValue).sum();
    Conformance.record(name.row(), "SPF", name.toString(), agreements(), SAMPLES, explanations);
  }

  private int agreements() {
    return agreed.values().stream().mapToInt(Integer::intValue).sum();
  }
}
