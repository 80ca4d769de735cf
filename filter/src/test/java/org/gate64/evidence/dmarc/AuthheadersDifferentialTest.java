package org.gate64.evidence.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.gate64.Conformance;
import org.gate64.dns.Payers;
import org.gate64.evidence.dmarc.Authheaders.Mode;
import org.gate64.evidence.dmarc.Authheaders.Opinion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Compares result and applicable policy with those of authheaders, which follows RFC 7489 or an
 * early draft of RFC 9989; where they differ, RFC 9989 has to say why.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class AuthheadersDifferentialTest {

  private static final int TREES = 400;
  private static final long SEED = 9989;

  private final List<String> unexplained = new ArrayList<>();

  /** What the samples hold, whether authheaders differs there or not: other releases may not. */
  private final Set<Divergence> met = EnumSet.noneOf(Divergence.class);

  private final Map<String, Integer> agreed = new TreeMap<>();
  private int explained;
  private Optional<Authheaders> started = Optional.empty();

  @BeforeAll
  void start() throws Exception {
    started = Optional.of(Authheaders.start());
  }

  @AfterAll
  void stop() throws Exception {
    if (started.isPresent()) {
      started.get().close();
    }
  }

  @Test
  void agreesWithAuthheadersOrTheRfcSaysWhyNot() throws IOException {
    Authheaders authheaders = started.orElseThrow();
    SampleTrees trees = new SampleTrees(SEED);
    for (int i = 0; i < TREES; i++) {
      SampleTree tree = trees.next();
      authheaders.dns(tree);
      Opinion ours = judge(tree);
      for (Mode mode : Mode.values()) {
        compare(new Comparison(mode, tree, ours, authheaders.judge(mode, tree)));
      }
    }
    int agreements = agreed.values().stream().mapToInt(Integer::intValue).sum();
    Conformance.record(
        "dmarc-2-authheaders",
        "DMARC",
        "authheaders",
        agreements,
        TREES * Mode.values().length,
        explained);
    assertThat(unexplained).isEmpty();
    assertThat(met).isEqualTo(EnumSet.allOf(Divergence.class));
    assertThat(agreements).isGreaterThan(500);
    assertThat(agreed.keySet())
        .containsExactly(
            "fail none",
            "fail quarantine",
            "fail reject",
            "none -",
            "pass none",
            "pass quarantine",
            "pass reject");
  }

  private void compare(Comparison comparison) {
    met.addAll(Divergence.at(comparison));
    if (comparison.agrees()) {
      agreed.merge(comparison.ours().toString(), 1, Integer::sum);
    } else if (Divergence.of(comparison).isPresent()) {
      explained++;
      assertThat(Divergence.of(comparison.swapped())).as("the reverse of %s", comparison).isEmpty();
    } else {
      unexplained.add(comparison.toString());
    }
  }

  private static Opinion judge(SampleTree tree) {
    DmarcResult result =
        new DmarcCheck(tree.dns())
            .check(Messages.author(tree.author()), Payers.SOMEBODY)
            .evaluate(Messages.spf(tree.spf()), Messages.dkim(tree.dkim()))
            .join();
    return new Opinion(
        result.status().keyword(),
        result.policy().map(policy -> policy.applicable().keyword()).orElse("-"));
  }
}
