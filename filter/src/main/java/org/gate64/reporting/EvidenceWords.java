package org.gate64.reporting;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.dkim.DkimResult;
import org.gate64.evidence.dkim.DkimStatus;
import org.gate64.evidence.dmarc.DmarcPolicy;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.policy.Finding;
import org.gate64.policy.Outcome;
import org.gate64.policy.Verdict;

/** The words that header, log and explanation have in common. */
final class EvidenceWords {

  private static final String NONE = "none";

  private EvidenceWords() {}

  /** {@code confirmed}, {@code unconfirmed}, {@code no-pointer} or {@code unavailable}. */
  static String fcrdns(FcrdnsResult fcrdns) {
    if (fcrdns instanceof FcrdnsResult.Confirmed) {
      return "confirmed";
    }
    if (fcrdns instanceof FcrdnsResult.Unconfirmed) {
      return "unconfirmed";
    }
    return fcrdns instanceof FcrdnsResult.NoPointer ? "no-pointer" : "unavailable";
  }

  /** All signatures in one word: that of the one which tells most. */
  static String dkim(Evidence evidence) {
    return tellingStatus(evidence.dkim()).map(DkimStatus::keyword).orElse(NONE);
  }

  /** The signatures that {@link #dkim} speaks of. */
  static List<DkimResult> telling(Evidence evidence) {
    Optional<DkimStatus> status = tellingStatus(evidence.dkim());
    return evidence.dkim().stream()
        .filter(result -> status.filter(result.status()::equals).isPresent())
        .toList();
  }

  /** What a domain asks for, by whatever tag, and that it does so for a test. */
  static String policy(DmarcPolicy policy) {
    String test = policy.applicable() == policy.published() ? "" : ", testing";
    return policy.published().keyword() + test;
  }

  /** The keywords of what was found, parted by commas. */
  static String findings(Verdict verdict) {
    String findings =
        verdict.outcomes().stream()
            .map(Outcome::finding)
            .map(Finding::keyword)
            .collect(Collectors.joining(","));
    return findings.isEmpty() ? NONE : findings;
  }

  /** A pass makes the others irrelevant; what could not be decided might have been one. */
  private static Optional<DkimStatus> tellingStatus(List<DkimResult> results) {
    List<DkimStatus> statuses = results.stream().map(DkimResult::status).toList();
    return Stream.concat(
            Stream.of(DkimStatus.PASS, DkimStatus.TEMPERROR).filter(statuses::contains),
            statuses.stream())
        .findFirst();
  }
}
