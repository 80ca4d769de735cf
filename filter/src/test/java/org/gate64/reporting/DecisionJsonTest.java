package org.gate64.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.dmarc.Disposition;
import org.gate64.evidence.spf.SpfStatus;
import org.gate64.policy.Action;
import org.gate64.policy.DnsHealth;
import org.gate64.policy.Finding;
import org.gate64.policy.Policy;
import org.gate64.policy.Rule;
import org.gate64.policy.RuleSet;
import org.gate64.policy.Strictness;
import org.gate64.policy.Verdict;
import org.gate64.reputation.Standings;
import org.junit.jupiter.api.Test;

/** The decision log as JSON, for programs. */
class DecisionJsonTest {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final String HOSTILE =
      "x\" fcrdns=confirmed\r\nreject queue=1 \\ \u0000\u001b[2J\u00e9\u2028";

  @Test
  void jsonHoldsAllThatAMessageWasJudgedBy() throws JsonProcessingException {
    JsonNode json = JSON.readTree(DecisionLog.json(Samples.ipv4Observed()));

    assertThat(json)
        .isEqualTo(
            JSON.readTree(
                """
                {"version":1,"at":"2026-11-24T10:15:30.123Z","id":"7f3k2m9q","queueId":"4XyZ1",
                 "client":"192.0.2.25","network":"192.0.2.25/32","clientName":"mail.example.org",
                 "helo":"mail.example.org","sender":"a@example.org","recipient":"b@example.net","recipients":2,
                 "judged":"message",
                 "verdict":{"action":"accept","findings":[
                   {"finding":"no-ptr","action":"accept","percent":100,"applied":"accept"},
                   {"finding":"unauthenticated","action":"accept","percent":100,
                    "applied":"accept"}]},
                 "evidence":{
                   "fcrdns":{"result":"no-pointer"},
                   "spf":{"result":"fail","identity":"mail-from","domain":"example.org",
                          "mailbox":"a@example.org","detail":"not allowed"},
                   "helo":{"result":"none","identity":"helo","domain":"mail.example.org",
                           "mailbox":"postmaster@mail.example.org","detail":""},
                   "dkim":[{"result":"fail","domain":"example.org","selector":"s2026",
                            "algorithm":"ed25519-sha256","signature":"Xk3/q9+a",
                            "detail":"the body hash does not match"}],
                   "author":{"result":"known","domain":"example.org"},
                   "dmarc":{"result":"none","domain":"example.org","alignment":"unaligned",
                            "detail":""}},
                 "reputation":{
                   "network":{"state":"unknown","basis":"own","score":0.5,"record":0.0},
                   "shield":"none",
                   "traffic":{"hourly":0.0}},
                 "elapsedMs":123.457,"waitedMs":4.500}"""));
  }

  @Test
  void jsonTellsHowOftenAMessageHadBeenSteered() throws JsonProcessingException {
    JsonNode verdict = JSON.readTree(DecisionLog.json(Samples.steeredLongEnough())).get("verdict");

    assertThat(verdict.get("action").asText()).isEqualTo("reject");
    assertThat(verdict.get("tries"))
        .isEqualTo(JSON.readTree("{\"count\":3,\"sinceMs\":900000.000}"));
    assertThat(verdict.get("findings"))
        .isEqualTo(
            JSON.readTree(
                """
                [{"finding":"no-ptr","action":"steer","percent":100,"applied":"reject"}]"""));
  }

  @Test
  void jsonTellsEveryKindOfReverseDns() throws JsonProcessingException {
    assertThat(fcrdns(Samples.passes()).get("name").asText()).isEqualTo("mail.example.org");
    assertThat(fcrdns(Samples.unconfirmed()).get("names"))
        .extracting(JsonNode::asText)
        .containsExactly("mail.example.org", "host.example.net");
    assertThat(fcrdns(Samples.dnsFails()).get("detail").asText())
        .isEqualTo("PTR: no answer in time");
    assertThat(fcrdns(Samples.ofClient()).get("result").asText()).isEqualTo("no-pointer");
  }

  @Test
  void jsonTellsTheDmarcPolicy() throws JsonProcessingException {
    Evidence evidence = Samples.dmarcFails(Disposition.REJECT, Disposition.QUARANTINE);

    JsonNode json = JSON.readTree(DecisionLog.json(Samples.ofMessage(Samples.IPV6, evidence)));

    assertThat(json.at("/evidence/dmarc"))
        .isEqualTo(
            JSON.readTree(
                """
                {"result":"fail","domain":"news.bank.example",
                 "policy":{"domain":"bank.example","published":"reject","applicable":"quarantine"},
                 "alignment":"unaligned",
                 "detail":"what passed SPF or DKIM is not aligned with the author's domain"}
                """));
  }

  @Test
  void jsonTellsThatDnsWasFailing() throws JsonProcessingException {
    Evidence evidence = Samples.evidence(Samples.CONFIRMED, Samples.SPF_PASS);
    Verdict verdict =
        Samples.DEFAULT_POLICY.decide(
            evidence, Standings.unknown(), Contexts.context(Samples.IPV6, DnsHealth.FAILING));
    Decision decision =
        Samples.decision(
            Samples.IPV6, new Judgement.OfMessage(verdict, evidence, Standings.unknown()));

    assertThat(JSON.readTree(DecisionLog.json(decision)).at("/verdict/dns").asText())
        .isEqualTo("failing");
    assertThat(JSON.readTree(DecisionLog.json(Samples.passes())).at("/verdict/dns").isMissingNode())
        .isTrue();
  }

  @Test
  void jsonNamesAllAuthors() throws JsonProcessingException {
    Author several =
        new Author.Known(List.of(Samples.name("example.org"), Samples.name("example.net")));
    Evidence evidence = Samples.evidence(Samples.CONFIRMED, Samples.SPF_PASS, List.of(), several);

    JsonNode json = JSON.readTree(DecisionLog.json(Samples.ofMessage(Samples.IPV6, evidence)));

    assertThat(json.at("/evidence/author"))
        .isEqualTo(
            JSON.readTree(
                """
                {"result":"known","domain":"example.org","others":["example.net"]}
                """));
  }

  @Test
  void jsonTellsStagedRulesAndReplies() throws JsonProcessingException {
    Rule staged = new Rule(Action.REJECT, 0, Optional.of(LocalDate.of(2027, 3, 31)));
    RuleSet rules = RuleSet.of(Strictness.STRICT).with(Map.of(Finding.UNAUTHENTICATED, staged));
    Evidence evidence =
        Samples.evidence(
            Samples.CONFIRMED,
            Samples.spf(SpfStatus.NONE, ""),
            List.of(),
            new Author.Malformed("there are two From fields"));
    Policy policy = Contexts.policy(rules);

    JsonNode json =
        JSON.readTree(DecisionLog.json(Samples.ofMessage(Samples.IPV6, evidence, policy)));

    assertThat(json.at("/verdict/findings/0").toString())
        .isEqualTo(
            """
            {"finding":"unauthenticated","action":"reject","percent":0,"until":"2027-03-31",\
            "applied":"accept"}""");
    assertThat(json.at("/verdict/findings/1/applied").asText()).isEqualTo("reject");
    assertThat(json.at("/verdict/reply/code").asInt()).isEqualTo(550);
    assertThat(json.at("/verdict/reply/enhanced").asText()).isEqualTo("5.6.0");
    assertThat(json.at("/verdict/reply/text").asText()).endsWith("(gate64 id 7f3k2m9q)");
    assertThat(json.at("/evidence/author/detail").asText()).isEqualTo("there are two From fields");
  }

  @Test
  void jsonTellsWhatWasNotJudged() throws JsonProcessingException {
    JsonNode local = JSON.readTree(DecisionLog.json(Samples.local()));
    JsonNode overloaded = JSON.readTree(DecisionLog.json(Samples.overloaded()));

    assertThat(local.get("judged").asText()).isEqualTo("exempt");
    assertThat(local.get("exempt").asText()).isEqualTo("local");
    assertThat(local.has("client")).isFalse();
    assertThat(local.has("evidence")).isFalse();
    assertThat(overloaded.get("judged").asText()).isEqualTo("overloaded");
    assertThat(overloaded.at("/verdict/findings/0/finding").asText()).isEqualTo("overload");
  }

  @Test
  void jsonKeepsHostileTextButOnOneAsciiLine() throws JsonProcessingException {
    String line = DecisionLog.json(Samples.hostile(HOSTILE));

    assertThat(line).matches("[ -~]+");
    JsonNode json = JSON.readTree(line);
    assertThat(json.get("helo").asText()).isEqualTo(HOSTILE);
    assertThat(json.at("/evidence/spf/detail").asText()).isEqualTo(HOSTILE);
  }

  private static JsonNode fcrdns(Decision decision) throws JsonProcessingException {
    return JSON.readTree(DecisionLog.json(decision)).at("/evidence/fcrdns");
  }
}
