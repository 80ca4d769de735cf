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
import org.gate64.evidence.spf.Pyspf.Opinion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Compares results with those of pyspf about random zones; where they differ, RFC 7208 has to say
 * why. Other releases of pyspf may need fewer explanations.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class PyspfDifferentialTest {

  private static final int SAMPLES = 2500;
  private static final long SEED = 7208;

  /** pyspf counts void lookups by the letter, and bounds no queries beside them. */
  private static final SpfSettings BY_THE_LETTER =
      new SpfSettings(Duration.ofSeconds(20), 2, V4OnlyHosts.COUNT, 1000, 4096, 500);

  private final List<String> unexplained = new ArrayList<>();
  private final Map<Divergence, Integer> explained = new EnumMap<>(Divergence.class);
  private final Map<String, Integer> agreed = new TreeMap<>();
  private Optional<Pyspf> started = Optional.empty();

  @BeforeAll
  void start() throws Exception {
    started = Optional.of(Pyspf.start());
  }

  @AfterAll
  void stop() throws Exception {
    if (started.isPresent()) {
      started.get().close();
    }
  }

  @Test
  void agreesWithPyspfOrTheRfcSaysWhyNot() throws IOException {
    SampleChecks samples = new SampleChecks(SEED);
    for (int i = 0; i < SAMPLES; i++) {
      compare(samples.next());
    }
    int agreements = agreed.values().stream().mapToInt(Integer::intValue).sum();
    int explanations = explained.values().stream().mapToInt(Integer::intValue).sum();
    Conformance.record("spf-3-pyspf", "SPF", "pyspf", agreements, SAMPLES, explanations);
    assertThat(unexplained).isEmpty();
    assertThat(agreements).isGreaterThan(SAMPLES * 9 / 10);
    assertThat(agreed.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(SpfStatus.values()).map(SpfStatus::keyword).toList());
  }

  private void compare(SampleCheck check) {
    SpfResult ours = Checks.check(check.zone(), BY_THE_LETTER, check.query());
    Opinion theirs = judge(check);
    if (theirs.agrees(ours)) {
      agreed.merge(theirs.word(), 1, Integer::sum);
      return;
    }
    why(check, ours, theirs)
        .ifPresentOrElse(
            reason -> explained.merge(reason, 1, Integer::sum),
            () -> unexplained.add(theirs + " instead of " + ours + ": " + check));
  }

  /** There may be several reasons at a time; the first one is named. */
  private Optional<Divergence> why(SampleCheck check, SpfResult ours, Opinion theirs) {
    return Arrays.stream(Divergence.values())
        .filter(reason -> accounts(reason, check, ours, theirs))
        .findFirst();
  }

  private boolean accounts(Divergence reason, SampleCheck check, SpfResult ours, Opinion theirs) {
    SampleCheck plain = reason.plain(check);
    if (plain.equals(check)) {
      return reason.explains(check, ours, theirs);
    }
    Opinion then = judge(plain);
    return then.agrees(ours) || (!then.equals(theirs) && why(plain, ours, then).isPresent());
  }

  private Opinion judge(SampleCheck check) {
    return started.orElseThrow().judge(check);
  }
}
