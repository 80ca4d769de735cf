package org.gate64.reporting;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.dkim.DkimResult;
import org.gate64.evidence.dkim.DkimStatus;
import org.gate64.evidence.dmarc.DmarcStatus;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.evidence.spf.SpfStatus;
import org.gate64.net.ClientAddress;
import org.gate64.policy.Action;
import org.gate64.policy.Finding;
import org.gate64.policy.Verdict;

/** What is counted of the mail that came over one family of addresses. */
final class FamilyMeters {

  /** The words of {@link EvidenceWords#fcrdns}. */
  private static final List<String> FCRDNS =
      List.of("confirmed", "unconfirmed", "no-pointer", "unavailable");

  private static final String RESULT = "result";

  private final MeterRegistry registry;
  private final String family;
  private final Map<Action, Counter> verdicts;
  private final Map<Finding, Map<Action, Counter>> findings;
  private final Map<String, Counter> fcrdns;
  private final Map<SpfStatus, Counter> spf;
  private final Map<DkimStatus, Counter> dkim;
  private final Counter unsigned;
  private final Map<DmarcStatus, Counter> dmarc;
  private final StandingMeters standings;

  FamilyMeters(MeterRegistry registry, ClientAddress.Family family) {
    this.registry = registry;
    this.family = family.name().toLowerCase(Locale.ROOT);
    verdicts = eachOf(Action.class, this::verdict);
    findings =
        eachOf(Finding.class, finding -> eachOf(Action.class, action -> finding(finding, action)));
    fcrdns =
        FCRDNS.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(),
                    word -> result("gate64.fcrdns", "Results of reverse DNS", word)));
    spf =
        eachOf(SpfStatus.class, status -> result("gate64.spf", "Results of SPF", status.keyword()));
    dkim = eachOf(DkimStatus.class, status -> dkim(status.keyword()));
    unsigned = dkim("none");
    dmarc =
        eachOf(
            DmarcStatus.class,
            status -> result("gate64.dmarc", "Results of DMARC", status.keyword()));
    standings = new StandingMeters(registry, this.family);
  }

  void count(Judgement judgement) {
    judgement.decided().ifPresent(this::count);
    if (judgement instanceof Judgement.OfClient ofClient) {
      count(ofClient.fcrdns());
      standings.count(ofClient.standings());
    } else if (judgement instanceof Judgement.OfMessage ofMessage) {
      count(ofMessage.evidence());
      standings.count(ofMessage.standings());
      standings.countShield(ofMessage.standings());
    }
  }

  private void count(Verdict verdict) {
    meterOf(verdicts, verdict.action()).increment();
    verdict
        .outcomes()
        .forEach(
            outcome ->
                meterOf(meterOf(findings, outcome.finding()), outcome.applied()).increment());
  }

  private void count(Evidence evidence) {
    count(evidence.fcrdns());
    meterOf(spf, evidence.spf().status()).increment();
    List<DkimResult> telling = EvidenceWords.telling(evidence);
    (telling.isEmpty() ? unsigned : meterOf(dkim, telling.get(0).status())).increment();
    meterOf(dmarc, evidence.dmarc().status()).increment();
  }

  private void count(FcrdnsResult result) {
    meterOf(fcrdns, EvidenceWords.fcrdns(result)).increment();
  }

  private Counter verdict(Action action) {
    return counter(
        "gate64.verdicts",
        "Messages that were judged, by what was done with them",
        Tags.of("action", action.keyword()));
  }

  private Counter finding(Finding finding, Action applied) {
    return counter(
        "gate64.findings",
        "What was found, by what was done about it",
        Tags.of("finding", finding.keyword(), "action", applied.keyword()));
  }

  /** One word for all signatures of a message. */
  private Counter dkim(String word) {
    return result("gate64.dkim", "Results of DKIM, one for each message", word);
  }

  private Counter result(String name, String description, String word) {
    return counter(name, description, Tags.of(RESULT, word));
  }

  private Counter counter(String name, String description, Tags tags) {
    return Counter.builder(name)
        .description(description)
        .tags(tags)
        .tag("family", family)
        .register(registry);
  }

  /** What is made for each constant. */
  static <E extends Enum<E>, T> Map<E, T> eachOf(Class<E> type, Function<E, T> make) {
    Map<E, T> all = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      all.put(constant, make.apply(constant));
    }
    return all;
  }

  /** What a map that holds every key holds for this one. */
  static <K, T> T meterOf(Map<K, T> all, K key) {
    return Objects.requireNonNull(all.get(key));
  }
}
