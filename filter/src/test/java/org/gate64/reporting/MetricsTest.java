package org.gate64.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.reporting.Samples.CONFIRMED;
import static org.gate64.reporting.Samples.IPV6;
import static org.gate64.reporting.Samples.SPF_PASS;
import static org.gate64.reporting.Samples.evidence;
import static org.gate64.reporting.Samples.ofMessage;
import static org.gate64.reporting.Samples.spf;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.gate64.evidence.dkim.DkimStatus;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.evidence.spf.SpfStatus;
import org.gate64.policy.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MetricsTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Metrics metrics = new Metrics(registry);

  @Test
  void everySeriesIsThereFromTheStart() {
    assertThat(lines())
        .contains(
            "gate64_verdicts_total{action=\"reject\",family=\"ipv6\"} 0.0",
            "gate64_findings_total{action=\"steer\",family=\"ipv6\",finding=\"no-ptr\"} 0.0",
            "gate64_exempt_total{reason=\"authenticated\"} 0.0",
            "gate64_spf_total{family=\"ipv4\",result=\"softfail\"} 0.0",
            "gate64_message_duration_seconds_count 0");
    assertThat(counted()).isEmpty();
  }

  @Test
  void aMessageIsCountedByVerdictFindingAndEvidence() {
    metrics.record(Samples.withoutPointer());

    assertThat(counted())
        .containsExactlyInAnyOrder(
            "gate64_verdicts_total{action=\"steer\",family=\"ipv6\"} 1.0",
            "gate64_findings_total{action=\"steer\",family=\"ipv6\",finding=\"no-ptr\"} 1.0",
            "gate64_fcrdns_total{family=\"ipv6\",result=\"no-pointer\"} 1.0",
            "gate64_spf_total{family=\"ipv6\",result=\"pass\"} 1.0",
            "gate64_dkim_total{family=\"ipv6\",result=\"pass\"} 1.0",
            "gate64_dmarc_total{family=\"ipv6\",result=\"none\"} 1.0",
            "gate64_standings_total{family=\"ipv6\",state=\"unknown\",subject=\"network\"} 1.0");
  }

  @Test
  void whatIsOnlyReportedIsCountedAsAccepted() {
    metrics.record(Samples.ipv4Observed());

    assertThat(counted())
        .containsExactlyInAnyOrder(
            "gate64_verdicts_total{action=\"accept\",family=\"ipv4\"} 1.0",
            "gate64_findings_total{action=\"accept\",family=\"ipv4\",finding=\"no-ptr\"} 1.0",
            "gate64_findings_total{action=\"accept\",family=\"ipv4\",finding=\"unauthenticated\"} 1.0",
            "gate64_fcrdns_total{family=\"ipv4\",result=\"no-pointer\"} 1.0",
            "gate64_spf_total{family=\"ipv4\",result=\"fail\"} 1.0",
            "gate64_dkim_total{family=\"ipv4\",result=\"fail\"} 1.0",
            "gate64_dmarc_total{family=\"ipv4\",result=\"none\"} 1.0",
            "gate64_standings_total{family=\"ipv4\",state=\"unknown\",subject=\"network\"} 1.0");
  }

  @Test
  void anExemptMessageIsCountedByItsReasonAlone() {
    metrics.record(Samples.exempt());
    metrics.record(Samples.local());

    assertThat(counted())
        .containsExactlyInAnyOrder(
            "gate64_exempt_total{reason=\"trusted-network\"} 1.0",
            "gate64_exempt_total{reason=\"local\"} 1.0");
    assertThat(lines()).contains("gate64_message_duration_seconds_count 0");
  }

  @Test
  void aClientRefusedBeforeItsMessageHasOnlyReverseDnsAndNoDuration() {
    metrics.record(Samples.ofClient());

    assertThat(counted())
        .containsExactlyInAnyOrder(
            "gate64_verdicts_total{action=\"steer\",family=\"ipv6\"} 1.0",
            "gate64_findings_total{action=\"steer\",family=\"ipv6\",finding=\"no-ptr\"} 1.0",
            "gate64_fcrdns_total{family=\"ipv6\",result=\"no-pointer\"} 1.0",
            "gate64_standings_total{family=\"ipv6\",state=\"unknown\",subject=\"network\"} 1.0");
    assertThat(lines()).contains("gate64_message_duration_seconds_count 0");
  }

  @Test
  void overloadIsAFindingWithoutEvidence() {
    metrics.record(Samples.overloaded());

    assertThat(counted())
        .containsExactlyInAnyOrder(
            "gate64_verdicts_total{action=\"tempfail\",family=\"ipv6\"} 1.0",
            "gate64_findings_total{action=\"tempfail\",family=\"ipv6\",finding=\"overload\"} 1.0");
  }

  /** A message of the samples took 123 ms, of which it waited 4.5 ms for DNS. */
  @Test
  void durationsFallIntoFixedBuckets() {
    metrics.record(Samples.passes());

    assertThat(lines())
        .contains(
            "gate64_message_duration_seconds_bucket{le=\"0.1\"} 0",
            "gate64_message_duration_seconds_bucket{le=\"0.25\"} 1",
            "gate64_message_duration_seconds_bucket{le=\"+Inf\"} 1",
            "gate64_message_duration_seconds_sum 0.123456789",
            "gate64_message_wait_seconds_bucket{le=\"0.005\"} 1");
  }

  @ParameterizedTest
  @MethodSource
  void everyResultOfReverseDnsHasItsCounter(FcrdnsResult result) {
    metrics.record(ofMessage(IPV6, evidence(result, SPF_PASS)));

    assertThat(counted())
        .contains(
            "gate64_fcrdns_total{family=\"ipv6\",result=\""
                + EvidenceWords.fcrdns(result)
                + "\"} 1.0");
  }

  static Stream<FcrdnsResult> everyResultOfReverseDnsHasItsCounter() {
    return Stream.of(
        CONFIRMED,
        new FcrdnsResult.Unconfirmed(List.of()),
        new FcrdnsResult.NoPointer(),
        Samples.dnsFailure());
  }

  @ParameterizedTest
  @EnumSource
  void everyResultOfSpfHasItsCounter(SpfStatus status) {
    metrics.record(ofMessage(IPV6, evidence(CONFIRMED, spf(status, ""))));

    assertThat(counted())
        .contains("gate64_spf_total{family=\"ipv6\",result=\"" + status.keyword() + "\"} 1.0")
        .contains("gate64_dkim_total{family=\"ipv6\",result=\"none\"} 1.0");
  }

  @ParameterizedTest
  @EnumSource
  void everyResultOfDkimHasItsCounter(DkimStatus status) {
    metrics.record(
        ofMessage(IPV6, evidence(CONFIRMED, SPF_PASS, Samples.dkim(status, "example.org", "why"))));

    assertThat(counted())
        .contains("gate64_dkim_total{family=\"ipv6\",result=\"" + status.keyword() + "\"} 1.0");
  }

  @Test
  void whatClientsSayMakesNoSeries() {
    int before = lines().size();

    metrics.record(
        Samples.decision(IPV6, "helo\"} 1\nx{y=\"", "<a\n@b>", Samples.passes().judgement()));

    assertThat(lines()).hasSize(before);
    assertThat(String.join("\n", lines())).doesNotContain("helo", "example");
  }

  @Test
  void everyActionHasItsVerdict() {
    assertThat(lines())
        .filteredOn(line -> line.startsWith("gate64_verdicts_total"))
        .hasSize(2 * Action.values().length);
  }

  private List<String> lines() {
    return registry.scrape().lines().filter(line -> !line.startsWith("#")).toList();
  }

  /** The counters that are not at zero. */
  private List<String> counted() {
    return lines().stream()
        .filter(line -> line.contains("_total") && !line.endsWith(" 0.0"))
        .toList();
  }
}
