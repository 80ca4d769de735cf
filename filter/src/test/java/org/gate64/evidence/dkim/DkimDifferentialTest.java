package org.gate64.evidence.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractIntegerAssert;
import org.gate64.Conformance;
import org.gate64.dns.ZoneDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares verdicts with those of dkimpy, OpenDKIM and Mail::DKIM on the same bytes: messages that
 * dkimpy or the fixture signed, as they were signed and altered on the way. The signer's time is
 * the real one, for OpenDKIM knows no other; what is dated otherwise is days away from it.
 */
@Timeout(280)
class DkimDifferentialTest {

  private static final long SEED = 6376;

  /** Of one message; the first is always none at all. */
  private static final int ALTERATIONS_OF_ORDINARY = 5;

  private static final int ALTERATIONS_OF_SPECIAL = 2;

  private final Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());
  private final SampleMessages random = new SampleMessages(SEED);
  private final VerifierFixture verifier =
      new VerifierFixture(
          ZoneDns.of(
              Arrays.stream(KeyCase.values()).flatMap(KeyCase::zoneLines).toArray(String[]::new)),
          DkimSettings.defaults(),
          now);

  private final List<Comparison> comparisons = new ArrayList<>();

  @Test
  void agreesWithOtherVerifiersOrTheRfcSaysWhyNot(@TempDir Path directory) throws Exception {
    List<SignedSample> samples;
    try (Dkimpy dkimpy = Dkimpy.start();
        MailDkim mailDkim = MailDkim.start();
        OpenDkim openDkim = OpenDkim.start(directory, OpenDkim.keyLines())) {
      dkimpy.time(now.getEpochSecond());
      mailDkim.time(now.getEpochSecond());
      for (KeyCase key : KeyCase.values()) {
        dkimpy.key(key);
        mailDkim.key(key);
      }
      samples = new SampleSigner(random, dkimpy, now).all();
      for (SignedSample sample : samples) {
        for (Alteration alteration : alterations(sample)) {
          compare(sample, alteration, List.of(dkimpy, openDkim, mailDkim));
        }
      }
    }
    record();
    assertThat(unexplained()).isEmpty();
    assertSamplesAreOfAllKinds(samples);
    assertWhatPasses();
    assertAgreementIsTheRule();
  }

  private List<Alteration> alterations(SignedSample sample) {
    boolean ordinary =
        sample.signatures().stream().allMatch(signature -> signature.form() == SignatureCase.PLAIN);
    return random.some(
        Alteration.values(), ordinary ? ALTERATIONS_OF_ORDINARY : ALTERATIONS_OF_SPECIAL);
  }

  private void compare(SignedSample sample, Alteration alteration, List<Judge> judges)
      throws IOException {
    String message = alteration.apply(sample.message());
    List<DkimResult> ours = verifier.verify(message);
    assertThat(ours).hasSameSizeAs(sample.signatures());
    for (Judge judge : judges) {
      List<Judge.Opinion> theirs = judge.opinions(message);
      assertThat(theirs).as("%s on %s", judge.name(), message).hasSameSizeAs(ours);
      for (int i = 0; i < ours.size(); i++) {
        comparisons.add(
            new Comparison(
                judge.name(),
                sample.signatures(),
                i,
                alteration,
                message,
                ours.get(i),
                theirs.get(i)));
      }
    }
  }

  /** Whether both pass a signature or neither does is what the table counts. */
  private void record() throws IOException {
    record("dkim-1-dkimpy", "dkimpy", Judge.Name.DKIMPY);
    record("dkim-2-opendkim", "OpenDKIM", Judge.Name.OPENDKIM);
    record("dkim-3-mail-dkim", "Mail::DKIM", Judge.Name.MAIL_DKIM);
  }

  private void record(String name, String title, Judge.Name judge) throws IOException {
    List<Comparison> all = comparisons.stream().filter(each -> each.judge() == judge).toList();
    List<Comparison> differing = all.stream().filter(each -> !each.agrees()).toList();
    long explained = differing.stream().filter(each -> Explanation.of(each).isPresent()).count();
    Conformance.record(
        name, "DKIM", title, all.size() - differing.size(), all.size(), (int) explained);
  }

  private List<String> unexplained() {
    return comparisons.stream()
        .filter(each -> !each.agrees() || each.differsInReason())
        .filter(each -> Explanation.of(each).isEmpty())
        .map(Comparison::toString)
        .limit(20)
        .toList();
  }

  private void assertSamplesAreOfAllKinds(List<SignedSample> samples) {
    assertThat(samples).hasSizeGreaterThan(700);
    assertThat(samples).filteredOn(sample -> sample.signatures().size() > 1).hasSizeGreaterThan(50);
    assertThat(samples).filteredOn(sample -> sample.signatures().size() > 2).hasSizeGreaterThan(20);
    for (SampleTrait trait : SampleTrait.values()) {
      assertThat(samples)
          .as("%s", trait)
          .filteredOn(sample -> trait.isOf(sample.message()))
          .hasSizeGreaterThan(20);
    }
    assertThat(kinds(each -> each.made().key())).isEqualTo(EnumSet.allOf(KeyCase.class));
    assertThat(kinds(each -> each.made().form())).isEqualTo(EnumSet.allOf(SignatureCase.class));
    assertThat(kinds(Comparison::alteration)).isEqualTo(EnumSet.allOf(Alteration.class));
    assertThat(kinds(each -> each.made().header() + "/" + each.made().body())).hasSize(4);
  }

  private <T> Set<T> kinds(Function<Comparison, T> kind) {
    return comparisons.stream().map(kind).collect(Collectors.toCollection(HashSet::new));
  }

  /** Unaltered, all passes that should, and nothing else; altered, it depends on what is signed. */
  private void assertWhatPasses() {
    Map<Alteration, Integer> passed = new EnumMap<>(Alteration.class);
    Map<Alteration, Integer> seen = new EnumMap<>(Alteration.class);
    for (Comparison each : comparisons) {
      boolean good = GoodSignatures.include(each.made());
      if (each.alteration() == Alteration.NONE || !good) {
        assertThat(each.ours().passed()).as("%s", each).isEqualTo(good);
      }
      if (good) {
        seen.merge(each.alteration(), 1, Integer::sum);
        passed.merge(each.alteration(), each.ours().passed() ? 1 : 0, Integer::sum);
      }
    }
    for (Alteration alteration : Alteration.values()) {
      AbstractIntegerAssert<?> passes = assertThat(passed.get(alteration)).as("%s", alteration);
      int all = seen.getOrDefault(alteration, 0);
      switch (alteration) {
        case NONE,
            UNSIGNED_FIELD,
            SIGNATURE_PADDING,
            BODY_EMPTY_LINES,
            BODY_LINE_FEEDS,
            BODY_WITHOUT_LAST_LINE_END ->
            passes.isGreaterThan(100).isEqualTo(all);
        case BODY_CHARACTER, FROM_NAME -> passes.isZero();
        default -> passes.isBetween(20, all - 20);
      }
    }
  }

  /**
   * Most verdicts of either kind are shared, so that explanations cannot cover up for a judge that
   * says the same of everything. Which of them are needed depends on the judge's release.
   */
  private void assertAgreementIsTheRule() {
    for (Judge.Name judge : Judge.Name.values()) {
      for (boolean passed : List.of(true, false)) {
        List<Comparison> all =
            comparisons.stream()
                .filter(each -> each.judge() == judge && each.ours().passed() == passed)
                .toList();
        assertThat(all)
            .as("%s where gate64 %s", judge, passed ? "says pass" : "does not")
            .filteredOn(Comparison::agrees)
            .hasSizeGreaterThan(all.size() / 2);
      }
    }
  }
}
