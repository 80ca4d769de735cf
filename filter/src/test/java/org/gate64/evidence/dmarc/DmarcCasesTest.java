package org.gate64.evidence.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.SoftAssertions;
import org.gate64.Conformance;
import org.gate64.dns.Payers;
import org.gate64.evidence.author.Author;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The cases written down in the files of this package's resources. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class DmarcCasesTest {

  private static final int FEWEST = 200;
  private static final long SEED = 9989;

  private final List<DmarcCase> cases = DmarcCase.all();

  @Test
  void areAllThere() {
    assertThat(cases).hasSizeGreaterThan(FEWEST);
  }

  @Test
  void comeOutWhenDnsAnswersAtOnce() throws IOException {
    Map<DmarcCase, DmarcResult> results = new LinkedHashMap<>();
    for (DmarcCase one : cases) {
      CompletableFuture<DmarcResult> result =
          new DmarcCheck(one.dns())
              .check(one.author(), Payers.SOMEBODY)
              .evaluate(one.spf(), one.dkim());
      assertThat(result).as("%s needs no other thread", one).isDone();
      results.put(one, result.join());
    }
    record(results);
    assertAllAsExpected(results);
  }

  @Test
  void comeOutWhenAnswersAreLateAndOutOfOrder() {
    Map<DmarcCase, DmarcResult> results = new LinkedHashMap<>();
    for (DmarcCase one : cases) {
      HeldDns late = new HeldDns(one.dns(), SEED);
      CompletableFuture<DmarcResult> result =
          new DmarcCheck(late).check(one.author(), Payers.SOMEBODY).evaluate(one.spf(), one.dkim());
      late.releaseAll();
      results.put(one, result.join());
    }
    assertAllAsExpected(results);
  }

  @Test
  void comeOutWhenTheRestIsJudgedAfterTheDiscovery() {
    Map<DmarcCase, DmarcResult> results = new LinkedHashMap<>();
    for (DmarcCase one : cases) {
      HeldDns late = new HeldDns(one.dns(), SEED);
      DmarcInquiry inquiry = new DmarcCheck(late).check(one.author(), Payers.SOMEBODY);
      late.releaseAll();
      CompletableFuture<DmarcResult> result = inquiry.evaluate(one.spf(), one.dkim());
      late.releaseAll();
      results.put(one, result.join());
    }
    assertAllAsExpected(results);
  }

  /** At no moment may it be said what later answers take back. */
  @Test
  void areNeverContradictedByWhatCouldBeSaidBefore() {
    for (DmarcCase one : cases) {
      HeldDns late = new HeldDns(one.dns(), SEED);
      DmarcInquiry inquiry = new DmarcCheck(late).check(one.author(), Payers.SOMEBODY);
      CompletableFuture<DmarcResult> result = inquiry.evaluate(one.spf(), one.dkim());
      while (late.isHolding()) {
        DmarcResult byNow = inquiry.resultByNow(one.spf(), one.dkim());
        if (byNow.status() != DmarcStatus.TEMPERROR) {
          assertThat(one.expected()).as("%s", one).startsWith(byNow.status().keyword());
        }
        if (byNow.alignment() != Alignment.UNKNOWN) {
          assertThat(one.expected()).as("%s", one).endsWith(" " + byNow.alignment().keyword());
        }
        late.release();
      }
      assertThat(inquiry.resultByNow(one.spf(), one.dkim())).isEqualTo(result.join());
    }
  }

  @Test
  void nameTheAuthorWhomTheResultIsDueTo() {
    for (DmarcCase one : cases) {
      DmarcResult result =
          new DmarcCheck(one.dns())
              .check(one.author(), Payers.SOMEBODY)
              .evaluate(one.spf(), one.dkim())
              .join();
      if (one.author() instanceof Author.Known known) {
        assertThat(known.domains()).as("%s", one).contains(result.author().orElseThrow());
      } else {
        assertThat(result.author()).as("%s", one).isEmpty();
      }
    }
  }

  private static void record(Map<DmarcCase, DmarcResult> results) throws IOException {
    long agreed =
        results.entrySet().stream()
            .filter(one -> DmarcCase.written(one.getValue()).equals(one.getKey().expected()))
            .count();
    Conformance.record("dmarc-1-cases", "DMARC", "RFC 9989 cases", (int) agreed, results.size(), 0);
  }

  private static void assertAllAsExpected(Map<DmarcCase, DmarcResult> results) {
    SoftAssertions softly = new SoftAssertions();
    results.forEach(
        (one, result) ->
            softly
                .assertThat(DmarcCase.written(result))
                .as("%s: %s", one, result.detail())
                .isEqualTo(one.expected()));
    softly.assertAll();
  }
}
