package org.gate64.evidence.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gate64.Conformance;
import org.gate64.dns.Payers;
import org.gate64.evidence.dmarc.Authheaders.Mode;
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

  /** Why gate64 and authheaders may differ. */
  private enum Explanation {
    /**
     * Section 4.10.2, rule 2: the organizational domain is one label below the suffix. authheaders
     * takes every suffix for one of a single label.
     */
    SUFFIX_OF_TWO_LABELS,
    /**
     * Section 4.7, {@code t=}: a test asks for one step less. authheaders does not know the tag.
     */
    TEST_MODE,
    /**
     * Section 4.10.1: without a valid {@code p=}, a record with a reporting address asks for none,
     * and DMARC does not apply under one without. authheaders does not apply it where {@code p=} is
     * missing, and hands on what it does not understand.
     */
    NO_VALID_POLICY,
    /**
     * Section 4.7: {@code np=} is about mail of domains that do not exist and that does not pass.
     * Whether the domain of mail that passes exists is not asked, and {@code sp=} is named.
     */
    NP_OF_WHAT_PASSES,
    /** Section 4.8: a wrong value falls back to the default. authheaders aligns nothing by it. */
    WRONG_MODE,
    /**
     * Section 4.10.1: the policy for an author that has a record of its own is its {@code p=}.
     * authheaders takes {@code sp=} and {@code np=} for the domain itself too.
     */
    SUBDOMAIN_TAGS_OF_ITS_OWN,
    /**
     * Section 4.10.1: an author's own record comes before that of the organizational domain. The
     * early draft's walk takes the latter.
     */
    OWN_RECORD_FIRST,
    /**
     * Section 4.10: names of up to seven labels are walked one by one, where the early draft cut
     * those of five and more to four.
     */
    LONGER_WALK,
    /**
     * Section 4.10.2 finds organizational domains by records ({@code psd=n} among them), appendix
     * C.3: no public suffix list is used. authheaders aligns by the list in both modes, and in its
     * classic one finds the policy by it.
     */
    ORGANIZATION_BY_RECORDS
  }

  private final List<String> unexplained = new ArrayList<>();

  /** What the samples hold, whether authheaders differs there or not: other releases may not. */
  private final Set<Explanation> met = EnumSet.noneOf(Explanation.class);

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
      String ours = judge(tree);
      for (Mode mode : Mode.values()) {
        compare(mode, tree, ours, authheaders.judge(mode, tree));
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
    assertThat(met).isEqualTo(EnumSet.allOf(Explanation.class));
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

  private void compare(Mode mode, SampleTree tree, String ours, String theirs) {
    Set<Explanation> explanations = explanations(mode, tree, ours);
    met.addAll(explanations);
    if (ours.equals(theirs)) {
      agreed.merge(ours, 1, Integer::sum);
      return;
    }
    if (explanations.isEmpty()) {
      unexplained.add(mode + ": " + theirs + " instead of " + ours + ": " + tree);
    } else {
      explained++;
    }
  }

  /** All that would explain a difference, were there one. */
  private static Set<Explanation> explanations(Mode mode, SampleTree tree, String ours) {
    return Arrays.stream(Explanation.values())
        .filter(explanation -> explains(explanation, mode, tree, ours))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Explanation.class)));
  }

  private static boolean explains(
      Explanation explanation, Mode mode, SampleTree tree, String ours) {
    return switch (explanation) {
      case TEST_MODE -> tree.uses("t=y");
      case NO_VALID_POLICY ->
          tree.uses("p=bogus")
              || tree.records().values().stream().anyMatch(record -> !record.contains("; p="));
      case NP_OF_WHAT_PASSES ->
          ours.startsWith("pass ") && tree.uses("np=") && !tree.existing().contains(tree.author());
      case WRONG_MODE -> tree.uses("adkim=x");
      case SUBDOMAIN_TAGS_OF_ITS_OWN ->
          tree.own().contains("; sp=") || tree.own().contains("; np=");
      case OWN_RECORD_FIRST ->
          mode == Mode.BIS && !tree.own().isEmpty() && tree.records().size() > 1;
      case LONGER_WALK -> mode == Mode.BIS && tree.author().split("\\.", -1).length > 4;
      case SUFFIX_OF_TWO_LABELS -> mode == Mode.BIS && tree.records().containsKey("co.uk");
      case ORGANIZATION_BY_RECORDS ->
          tree.uses("psd=n") || !tree.records().containsKey(tree.organization());
    };
  }

  private static String judge(SampleTree tree) {
    DmarcResult result =
        new DmarcCheck(tree.dns())
            .check(Messages.author(tree.author()), Payers.SOMEBODY)
            .evaluate(Messages.spf(tree.spf()), Messages.dkim(tree.dkim()))
            .join();
    return result.status().keyword()
        + " "
        + result.policy().map(policy -> policy.applicable().keyword()).orElse("-");
  }
}
