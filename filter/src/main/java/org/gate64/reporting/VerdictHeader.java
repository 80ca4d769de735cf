package org.gate64.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.dkim.DkimResult;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.net.DomainName;
import org.gate64.policy.Action;
import org.gate64.policy.Verdict;
import org.gate64.reputation.Standings;

/**
 * The field that tells operators, and scripts in mailboxes, what gate64 made of a message. Its
 * parts are parted by semicolons; the first is the action, the others are {@code key=value}, some
 * with a comment. Nothing from outside can add a part.
 */
public final class VerdictHeader {

  /** The longest usual name of the field; the first line leaves room for it. */
  private static final String USUAL_NAME = "Gate64-Verdict";

  private static final int LONGEST_COMMENT = 255;
  private static final int MOST_DOMAINS = 3;

  private VerdictHeader() {}

  /** The field's value, lines parted by LF and a tab, without a space in front. */
  public static String value(Decision decision) {
    return folded(parts(decision));
  }

  /**
   * The same with a ticket at its end, by which recipients' words will count.
   *
   * @param ticket letters, digits, {@code -} and {@code _}: it stands on a line by itself
   */
  public static String value(Decision decision, String ticket) {
    List<String> parts = parts(decision);
    parts.add("ticket=" + ticket);
    return folded(parts);
  }

  private static String folded(List<String> parts) {
    FoldedValue value = new FoldedValue(USUAL_NAME);
    for (int i = 0; i < parts.size(); i++) {
      boolean last = i == parts.size() - 1;
      value.word(last ? parts.get(i) : parts.get(i) + ";");
    }
    return value.toString();
  }

  private static List<String> parts(Decision decision) {
    Judgement judgement = decision.judgement();
    List<String> parts = new ArrayList<>();
    if (judgement instanceof Judgement.Exempt exempt) {
      parts.add(Action.ACCEPT.keyword());
      parts.add("id=" + exempt.id());
      parts.add("exempt=" + exempt.exemption().keyword());
    } else if (judgement instanceof Judgement.OfMessage ofMessage) {
      addVerdict(parts, decision, ofMessage.verdict());
      addEvidence(parts, ofMessage.evidence());
      addStandings(parts, ofMessage.standings());
    } else if (judgement instanceof Judgement.OfClient ofClient) {
      addVerdict(parts, decision, ofClient.verdict());
      parts.add(fcrdns(ofClient.fcrdns()));
      addStandings(parts, ofClient.standings());
    } else if (judgement instanceof Judgement.Overloaded overloaded) {
      addVerdict(parts, decision, overloaded.verdict());
    }
    return parts;
  }

  private static void addVerdict(List<String> parts, Decision decision, Verdict verdict) {
    parts.add(verdict.action().keyword());
    parts.add("id=" + verdict.id());
    decision.network().ifPresent(network -> parts.add("network=" + network));
    parts.add("findings=" + EvidenceWords.findings(verdict));
  }

  private static void addEvidence(List<String> parts, Evidence evidence) {
    parts.add(fcrdns(evidence.fcrdns()));
    parts.add("spf=" + evidence.spf().status().keyword());
    List<DomainName> signers =
        EvidenceWords.telling(evidence).stream()
            .map(DkimResult::domain)
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    parts.add("dkim=" + EvidenceWords.dkim(evidence) + comment(signers));
    parts.add(
        "dmarc="
            + evidence.dmarc().status().keyword()
            + comment(evidence.dmarc().author().stream().toList()));
  }

  private static void addStandings(List<String> parts, Standings standings) {
    parts.add("standing=" + StandingWords.header(standings.network()));
    standings.speaker().ifPresent(speaker -> parts.add("domain=" + StandingWords.header(speaker)));
    switch (standings.shield()) {
      case NONE -> {}
      case GOOD_DOMAIN, PROBATION -> parts.add("shield=" + standings.shield().keyword());
    }
  }

  private static String fcrdns(FcrdnsResult fcrdns) {
    List<DomainName> names = List.of();
    if (fcrdns instanceof FcrdnsResult.Confirmed confirmed) {
      names = List.of(confirmed.name());
    } else if (fcrdns instanceof FcrdnsResult.Unconfirmed unconfirmed) {
      names = unconfirmed.names();
    }
    return "fcrdns=" + EvidenceWords.fcrdns(fcrdns) + comment(names);
  }

  private static String comment(List<DomainName> names) {
    if (names.isEmpty()) {
      return "";
    }
    List<String> told = names.stream().limit(MOST_DOMAINS).map(HeaderText::name).toList();
    String more = names.size() > MOST_DOMAINS ? ", ..." : "";
    return " " + HeaderText.comment(String.join(", ", told) + more, LONGEST_COMMENT);
  }
}
