package org.gate64.reporting;

import java.util.List;
import java.util.Optional;
import org.gate64.net.ClientAddress;
import org.gate64.net.HeaderField;
import org.gate64.net.PlainText;
import org.gate64.policy.Outcome;
import org.gate64.policy.Refusal;
import org.gate64.policy.Verdict;
import org.gate64.reputation.Standings;

/** Tells a person at a terminal how one decision came about. */
public final class Explanation {

  private static final int LONGEST_TEXT = 320;
  private static final int LONGEST_REMOVED = 70;

  private final Decision decision;
  private final Indented text = new Indented();

  private Explanation(Decision decision) {
    this.decision = decision;
  }

  /**
   * The client, the evidence, what follows from it, and what the mail server would do: some dozen
   * lines of printable ASCII, none much longer than 88 characters.
   *
   * @param added the fields that would be added, lines parted by LF or CRLF
   * @param removed the fields that would be taken out
   */
  public static String render(
      Decision decision, List<HeaderField> added, List<HeaderField> removed) {
    Explanation explanation = new Explanation(decision);
    explanation.client();
    explanation.judgement();
    explanation.headers(added, removed);
    return explanation.text.toString();
  }

  private void client() {
    text.heading("Client");
    text.entry("address", decision.client().map(this::address).orElse("none: a local submission"));
    text.entry("called", visible(decision.clientName()));
    text.entry("HELO", visible(decision.helo()));
    String recipients = decision.recipients().count() == 1 ? " recipient" : " recipients";
    text.entry(
        "sender",
        visible(decision.sender().toString()) + ", " + decision.recipients().count() + recipients);
  }

  private String address(ClientAddress client) {
    String family =
        switch (client.family()) {
          case IPV4 -> "IPv4";
          case IPV6 -> "IPv6";
        };
    String embedded = client.embeddedIpv4().map(ipv4 -> ", carrying " + ipv4).orElse("");
    String network = decision.network().map(block -> "; network " + block).orElse("");
    return client + " (" + family + embedded + ")" + network;
  }

  private void judgement() {
    Judgement judgement = decision.judgement();
    if (judgement instanceof Judgement.Exempt exempt) {
      text.heading("Verdict " + exempt.id());
      text.paragraph("accept: " + reason(exempt.exemption()) + ", so the message is not judged.");
      reply(Optional.empty());
    } else if (judgement instanceof Judgement.OfClient ofClient) {
      text.heading("Evidence");
      new EvidenceText(text, decision.client()).write(ofClient.fcrdns());
      text.paragraph("The client is refused before its message is seen.");
      reputation(ofClient.standings());
      verdict(ofClient.verdict());
    } else if (judgement instanceof Judgement.OfMessage ofMessage) {
      text.heading("Evidence");
      new EvidenceText(text, decision.client()).write(ofMessage.evidence());
      reputation(ofMessage.standings());
      verdict(ofMessage.verdict());
    } else if (judgement instanceof Judgement.Overloaded overloaded) {
      text.heading("Evidence");
      text.paragraph("None: it could not be gathered in time.");
      verdict(overloaded.verdict());
    }
  }

  private void reputation(Standings standings) {
    text.heading("Reputation");
    new StandingText(text, decision.at()).write(standings);
  }

  private static String reason(Exemption exemption) {
    return switch (exemption) {
      case TRUSTED_NETWORK -> "the client is in a trusted network";
      case AUTHENTICATED -> "the client authenticated itself to the mail server";
      case LOCAL -> "the message was submitted on this host";
    };
  }

  private void verdict(Verdict verdict) {
    text.heading("Findings");
    if (verdict.outcomes().isEmpty()) {
      text.paragraph("none");
    }
    for (Outcome outcome : verdict.outcomes()) {
      text.paragraph(outcome.finding().keyword());
      text.nested(VerdictText.why(outcome.finding()));
      text.nested("rule: " + VerdictText.rule(outcome));
    }
    text.heading("Verdict " + verdict.id());
    text.paragraph(VerdictText.sentence(verdict));
    reply(verdict.refusal());
  }

  private void reply(Optional<Refusal> refusal) {
    text.heading("Reply:");
    text.paragraph(refusal.map(Refusal::toString).orElse("250, in the mail server's own words"));
  }

  private void headers(List<HeaderField> added, List<HeaderField> removed) {
    text.heading("Headers:");
    if (added.isEmpty()) {
      text.paragraph("none added");
    }
    added.forEach(this::field);
    for (HeaderField field : removed) {
      String value = field.value().strip().replaceAll("\\s+", " ");
      text.line("removed: " + visible(field.name()) + ": " + shortened(value));
    }
  }

  private void field(HeaderField field) {
    String[] lines = (field.name() + ": " + field.value().stripLeading()).split("\r?\n", -1);
    text.line(visibleLine(lines[0]));
    for (int i = 1; i < lines.length; i++) {
      text.line("    " + visibleLine(lines[i].stripLeading()));
    }
  }

  private static String visible(String hostile) {
    return hostile.isEmpty() ? "(empty)" : PlainText.visible(hostile, LONGEST_TEXT);
  }

  private static String visibleLine(String line) {
    return PlainText.visible(line, Integer.MAX_VALUE);
  }

  private static String shortened(String value) {
    return PlainText.visible(value, LONGEST_REMOVED);
  }
}
