package org.gate64.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.dmarc.Disposition;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.evidence.spf.SpfResult;
import org.gate64.evidence.spf.SpfStatus;
import org.gate64.net.HeaderField;
import org.gate64.policy.Action;
import org.gate64.policy.DnsHealth;
import org.gate64.policy.Finding;
import org.gate64.policy.Policy;
import org.gate64.policy.PolicyContext;
import org.gate64.policy.Rule;
import org.gate64.policy.RuleSet;
import org.gate64.policy.Strictness;
import org.gate64.reputation.Standings;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  @Test
  void ofAMessageThatPasses() {
    List<HeaderField> removed =
        List.of(
            new HeaderField("Gate64-Verdict", " accept; id=forged;\r\n\tfindings=none"),
            new HeaderField("Authentication-Results", " mx.example.net; spf=pass"));

    assertThat(explain(Samples.passes(), removed)).isEqualTo(golden("passes"));
  }

  @Test
  void ofAClientWithoutPointer() {
    assertThat(explain(Samples.withoutPointer(), List.of())).isEqualTo(golden("no-ptr"));
  }

  @Test
  void ofAPointerThatIsNotConfirmed() {
    assertThat(explain(Samples.unconfirmed(), List.of())).isEqualTo(golden("ptr-unconfirmed"));
  }

  @Test
  void ofAMessageWithNeitherSpfNorDkim() {
    assertThat(explain(Samples.unauthenticated(), List.of())).isEqualTo(golden("unauthenticated"));
  }

  @Test
  void ofFailingDns() {
    assertThat(explain(Samples.dnsFails(), List.of())).isEqualTo(golden("dns-fails"));
  }

  @Test
  void ofIpv4UnderObservation() {
    assertThat(explain(Samples.ipv4Observed(), List.of())).isEqualTo(golden("ipv4-observe"));
  }

  @Test
  void ofAMessageThatFailsDmarc() {
    Decision decision =
        Samples.ofMessage(Samples.IPV6, Samples.dmarcFails(Disposition.REJECT, Disposition.REJECT));

    assertThat(explain(decision, List.of())).isEqualTo(golden("dmarc-fails"));
  }

  @Test
  void saysThatAMessageWasSteeredLongEnough() {
    assertThat(explain(Samples.steeredLongEnough(), List.of()))
        .contains("rule: steer; steered long enough, so reject")
        .contains("reject, because of no-ptr: the message is refused for good.")
        .contains("tried 4 times over IPv6");
  }

  @Test
  void saysThatARefusalIsSoftenedWhileDnsIsInTrouble() {
    Evidence evidence = Samples.evidence(new FcrdnsResult.NoPointer(), Samples.SPF_PASS);
    PolicyContext trouble = Contexts.context(Samples.IPV6, DnsHealth.FAILING);
    Judgement judgement =
        new Judgement.OfMessage(
            Samples.DEFAULT_POLICY.decide(evidence, Standings.unknown(), trouble),
            evidence,
            Standings.unknown());

    assertThat(explain(Samples.decision(Samples.IPV6, judgement), List.of()))
        .contains("rule: steer; softened while DNS is in trouble, so tempfail")
        .contains("tempfail, because of no-ptr: the message is refused for now");
  }

  @Test
  void ofWhatIsNotJudgedByItsMessage() {
    assertThat(explain(Samples.exempt(), List.of()))
        .contains("accept: the client is in a trusted network, so the message is not judged.")
        .doesNotContain("Evidence");
    assertThat(explain(Samples.local(), List.of()))
        .contains("address      none: a local submission")
        .contains("HELO         (empty)");
    assertThat(explain(Samples.ofClient(), List.of()))
        .contains("The client is refused before its message is seen.");
    assertThat(explain(Samples.overloaded(), List.of()))
        .contains("None: it could not be gathered in time.")
        .contains("451 4.3.2");
  }

  @Test
  void saysWhereARuleIsNotInForce() {
    Rule staged = new Rule(Action.REJECT, 0, Optional.of(LocalDate.of(2027, 3, 31)));
    RuleSet rules = RuleSet.of(Strictness.OBSERVE).with(Map.of(Finding.UNAUTHENTICATED, staged));

    assertThat(explain(judged(rules, Samples.evidence(Samples.CONFIRMED, none())), List.of()))
        .contains("rule: reject for 0% of networks until 2027-03-31; not in force for this network")
        .contains("accept: the message is delivered; what was found is only reported.");
  }

  @Test
  void saysWhereAnOutageSoftensARefusal() {
    Evidence evidence =
        Samples.evidence(
            Samples.dnsFailure(), none(), List.of(), new Author.Malformed("it has none"));

    String text = explain(judged(RuleSet.of(Strictness.STRICT), evidence), List.of());

    assertThat(text)
        .containsIgnoringWhitespaces(
            "tempfail, because of unauthenticated, softened by the outage beside it: the message")
        .contains("From         malformed: it has none");
  }

  @Test
  void hostileTextReachesNoTerminal() {
    String hostile = "\u001b]0;x\u0007\r\nVerdict: accept\u00e9";
    SpfResult spf =
        new SpfResult(SpfStatus.FAIL, SpfResult.Identity.HELO, Optional.empty(), hostile, hostile);
    Evidence evidence = Samples.evidence(Samples.CONFIRMED, spf);
    Judgement judgement =
        new Judgement.OfMessage(
            Samples.DEFAULT_POLICY.decide(
                evidence, Standings.unknown(), Contexts.context(Samples.IPV6)),
            evidence,
            Standings.unknown());
    Decision decision = Samples.decision(Samples.IPV6, hostile, hostile, judgement);
    HeaderField field = new HeaderField(hostile, hostile);

    String text = Explanation.render(decision, List.of(field), List.of(field));

    assertThat(text.lines()).allMatch(line -> line.matches("[ -~]*"));
    assertThat(text.lines()).noneMatch(line -> line.startsWith("Verdict:"));
  }

  private static Decision judged(RuleSet rules, Evidence evidence) {
    Policy policy = Contexts.policy(rules);
    return Samples.ofMessage(Samples.IPV6, evidence, policy);
  }

  private static SpfResult none() {
    return Samples.spf(SpfStatus.NONE, "");
  }

  private static String explain(Decision decision, List<HeaderField> removed) {
    return Explanation.render(decision, Samples.fieldsAdded(decision), removed);
  }

  private static String golden(String name) {
    try (InputStream text =
        ExplanationTest.class.getResourceAsStream("explanation/" + name + ".txt")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
