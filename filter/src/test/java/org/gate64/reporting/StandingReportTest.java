package org.gate64.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Optional;
import org.gate64.evidence.Evidence;
import org.gate64.policy.Policy;
import org.gate64.policy.RuleSet;
import org.gate64.policy.Strictness;
import org.gate64.policy.Verdict;
import org.gate64.reputation.Standing;
import org.gate64.reputation.Standing.Basis;
import org.gate64.reputation.Standing.State;
import org.gate64.reputation.Standings;
import org.gate64.reputation.Standings.Shield;
import org.gate64.reputation.Standings.Speaker;
import org.gate64.reputation.Standings.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How what is remembered is told, in every form of report. */
class StandingReportTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Policy STRICT = Contexts.policy(RuleSet.of(Strictness.STRICT));
  private static final Traffic UNBOUNDED = new Traffic(12.25, Optional.empty());

  private static final Standings GOOD =
      new Standings(
          new Standing(State.GOOD, Basis.OWN, 0.93, 412.4),
          speaker("example.org", new Standing(State.GOOD, Basis.OWN, 0.9099, 54.5)),
          Shield.NONE,
          new Traffic(12.25, Optional.of(1_000)));

  private static final Standings SHIELDED =
      new Standings(
          new Standing(State.BAD, Basis.OWN, 0.07, 60),
          speaker("example.org", new Standing(State.GOOD, Basis.PINNED, 0.5, 0)),
          Shield.GOOD_DOMAIN,
          UNBOUNDED);

  private static final Standings INHERITED =
      new Standings(
          new Standing(State.BAD, Basis.INHERITED, 0.1234567, 0),
          Optional.empty(),
          Shield.NONE,
          UNBOUNDED);

  @Test
  void theHeaderTellsStateScoreAndRecord() {
    assertThat(VerdictHeader.value(judged(GOOD)))
        .endsWith(";\n\tstanding=good 0.93/412; domain=good 0.91/55 (example.org)");
  }

  @Test
  void theHeaderTellsWhereAStandingIsNotOfItsOwnAndWhoSpoke() {
    assertThat(VerdictHeader.value(judged(SHIELDED)))
        .startsWith("accept; ")
        .contains("; findings=none;")
        .endsWith(
            ";\n\tstanding=bad 0.07/60; domain=good 0.50/0 (example.org, pinned);\n\t"
                + "shield=good-domain");
    assertThat(VerdictHeader.value(judged(INHERITED)))
        .startsWith("tempfail; ")
        .contains("findings=network-bad;")
        .endsWith(";\n\tstanding=bad 0.12/0 (inherited)");
  }

  @Test
  void theLogLineTellsTheSame() {
    assertThat(DecisionLog.text(judged(GOOD)))
        .contains(
            " dmarc=none standing=good:0.93/412 domain=example.org domain-standing=good:0.91/55"
                + " findings=none ");
    assertThat(DecisionLog.text(judged(SHIELDED)))
        .contains(
            " standing=bad:0.07/60 domain=example.org domain-standing=good:0.50/0:pinned"
                + " shield=good-domain findings=none ");
    assertThat(DecisionLog.text(judged(INHERITED)))
        .contains(
            " standing=bad:0.12/0:inherited domain=- domain-standing=- findings=network-bad"
                + " reply=\"450 4.7.1\" ");
  }

  @Test
  void jsonTellsAllThatTheVerdictRestsOn() throws JsonProcessingException {
    assertThat(json(judged(GOOD)))
        .isEqualTo(
            JSON.readTree(
                """
                {"network":{"state":"good","basis":"own","score":0.93,"record":412.4},
                 "domain":{"name":"example.org","state":"good","basis":"own","score":0.9099,
                           "record":54.5},
                 "shield":"none",
                 "traffic":{"hourly":12.25,"allowed":1000}}"""));
    assertThat(json(judged(INHERITED)))
        .isEqualTo(
            JSON.readTree(
                """
                {"network":{"state":"bad","basis":"inherited","score":0.1235,"record":0.0},
                 "shield":"none",
                 "traffic":{"hourly":12.25}}"""));
  }

  @Test
  void anExplanationTellsThemInWords() {
    assertThat(explanation(judged(GOOD)))
        .contains(
            """
            Reputation
              network      good: score 0.93 of 1, with a record of its own that weighs 412
              domain       good: example.org; score 0.91 of 1, with a record of its own that weighs
                           55
              traffic      about 12 messages an hour; 1000 are allowed

            Findings
              none
            """);
    assertThat(explanation(judged(SHIELDED)))
        .contains(
            """
            Reputation
              network      bad: score 0.07 of 1, with a record of its own that weighs 60
              domain       good: example.org; an operator said so
              shield       good-domain: one speaks for the message, so that the network's standing
                           does not count
            """);
  }

  @Test
  void anExplanationTellsThatWhatIsInheritedSoftens() {
    assertThat(explanation(judged(INHERITED, STRICT)))
        .contains(
            """
            Reputation
              network      bad: score 0.12 of 1, for what is around it; its own record weighs 0
              domain       none speaks for the message
              shield       none: no domain speaks for the message whose word would count

            Findings
              network-bad
                the network's standing is bad, and no domain speaks for the message whose word
                counts.
                rule: reject; softened, since it is only inherited, so tempfail

            Verdict 7f3k2m9q
              tempfail, because of network-bad: the message is refused for now; the sender will try
              again.
            """);
  }

  @Test
  void aClientRefusedForItsRateIsToldOfBeforeItsMessage() throws JsonProcessingException {
    Decision decision = flood();

    assertThat(DecisionLog.text(decision))
        .startsWith("tempfail ")
        .contains(
            " fcrdns=confirmed standing=good:0.93/412 findings=rate reply=\"450 4.7.28\" ms=");
    assertThat(json(decision).at("/traffic/hourly").asDouble()).isEqualTo(1_200);
    assertThat(explanation(decision))
        .contains("The client is refused before its message is seen.")
        .contains("  traffic      about 1200 messages an hour; 1000 are allowed\n")
        .contains("  rate\n    the network sends more mail than its standing allows.\n");
  }

  @Test
  void standingsAndShieldsAreCounted() {
    assertThat(counted(judged(SHIELDED)))
        .containsExactlyInAnyOrder(
            "gate64_standings_total{family=\"ipv6\",state=\"bad\",subject=\"network\"} 1.0",
            "gate64_standings_total{family=\"ipv6\",state=\"good\",subject=\"domain\"} 1.0",
            "gate64_shields_total{family=\"ipv6\",shield=\"good-domain\"} 1.0");
    assertThat(counted(judged(INHERITED)))
        .containsExactlyInAnyOrder(
            "gate64_standings_total{family=\"ipv6\",state=\"bad\",subject=\"network\"} 1.0",
            "gate64_shields_total{family=\"ipv6\",shield=\"none\"} 1.0");
  }

  @Test
  void nobodyCountsWhoSpokeForAMessageThatHadNoNeedOfIt() {
    assertThat(counted(judged(GOOD))).noneMatch(line -> line.startsWith("gate64_shields"));
    assertThat(counted(flood())).noneMatch(line -> line.startsWith("gate64_shields"));
  }

  @ParameterizedTest
  @CsvSource({
    "network, good", "network, bad", "network, unknown",
    "domain, good", "domain, bad", "domain, unknown"
  })
  void everySeriesIsThereFromTheStart(String subject, String state) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Metrics unused = new Metrics(registry);

    for (String family : List.of("ipv4", "ipv6")) {
      assertThat(registry.scrape())
          .contains(
              "gate64_standings_total{family=\"%s\",state=\"%s\",subject=\"%s\"} 0.0"
                  .formatted(family, state, subject))
          .contains(
              "gate64_shields_total{family=\"%s\",shield=\"probation\"} 0.0".formatted(family));
    }
  }

  @Test
  void aHostileDomainForgesNothing() {
    Standings standings =
        new Standings(
            GOOD.network(),
            speaker(
                "a);standing=good,(.x\"findings=none.example",
                new Standing(State.UNKNOWN, Basis.OWN, 0.5, 0)),
            Shield.NONE,
            UNBOUNDED);
    Decision decision = judged(standings);

    assertThat(VerdictHeader.value(decision))
        .endsWith(";\n\tdomain=unknown 0.50/0 (a??standing?good??.x?findings?none.example)");
    assertThat(DecisionLog.text(decision))
        .contains(" domain=\"a);standing=good,(.x\\\"findings=none.example\" domain-standing=");
    assertThat(explanation(decision).lines()).allMatch(line -> line.matches("[ -~]*"));
  }

  /** Damage to what is remembered must not keep mail from being answered. */
  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity", "1e300"})
  void figuresThatAreNoneHarmNoReport(double figure) throws JsonProcessingException {
    Standing broken = new Standing(State.UNKNOWN, Basis.OWN, figure, figure);
    Decision decision =
        judged(
            new Standings(
                broken,
                speaker("example.org", broken),
                Shield.NONE,
                new Traffic(figure, Optional.empty())));

    assertThat(VerdictHeader.value(decision)).contains("; spf=pass;");
    assertThat(DecisionLog.text(decision)).matches("[ -~]+");
    assertThat(json(decision).at("/network/state").asText()).isEqualTo("unknown");
    assertThat(explanation(decision)).contains("Reputation");
  }

  private static Decision judged(Standings standings) {
    return judged(standings, Samples.DEFAULT_POLICY);
  }

  private static Decision judged(Standings standings, Policy policy) {
    Evidence evidence = Samples.evidence(Samples.CONFIRMED, Samples.SPF_PASS, Samples.DKIM_PASS);
    Verdict verdict = policy.decide(evidence, standings, Contexts.context(Samples.IPV6));
    return Samples.decision(Samples.IPV6, new Judgement.OfMessage(verdict, evidence, standings));
  }

  private static Decision flood() {
    Standings flood =
        new Standings(
            GOOD.network(), Optional.empty(), Shield.NONE, new Traffic(1_200, Optional.of(1_000)));
    Verdict verdict =
        Samples.DEFAULT_POLICY
            .decideBeforeMessage(Samples.CONFIRMED, flood, Contexts.context(Samples.IPV6))
            .orElseThrow();
    return Samples.decision(
        Samples.IPV6, new Judgement.OfClient(verdict, Samples.CONFIRMED, flood));
  }

  private static Optional<Speaker> speaker(String domain, Standing standing) {
    return Optional.of(new Speaker(Samples.name(domain), standing));
  }

  private static JsonNode json(Decision decision) throws JsonProcessingException {
    return JSON.readTree(DecisionLog.json(decision)).get("reputation");
  }

  private static String explanation(Decision decision) {
    return Explanation.render(decision, List.of(), List.of());
  }

  /** What a decision is counted as, of standings and shields. */
  private static List<String> counted(Decision decision) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new Metrics(registry).record(decision);
    return registry
        .scrape()
        .lines()
        .filter(
            line -> line.matches("gate64_(standings|shields)_total.*") && !line.endsWith(" 0.0"))
        .toList();
  }
}
