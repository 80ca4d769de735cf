package org.gate64.reporting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import org.gate64.evidence.Evidence;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.gate64.net.MailPath;
import org.gate64.net.Network;
import org.gate64.policy.Action;
import org.gate64.policy.Refusal;
import org.gate64.policy.ReplyCode;
import org.gate64.policy.Verdict;
import org.gate64.reputation.Standings;

/** One decision as a line that an operator reads and greps. */
final class TextLine {

  private static final int LONGEST_VALUE = 320;
  private static final String NOTHING = "-";

  private final StringBuilder line;

  private TextLine(Action action) {
    line = new StringBuilder(action.keyword());
  }

  static String of(Decision decision) {
    Judgement judgement = decision.judgement();
    if (judgement instanceof Judgement.Exempt exempt) {
      TextLine line = new TextLine(Action.ACCEPT).addSession(decision);
      return line.add("exempt", exempt.exemption().keyword()).addTimes(decision);
    }
    if (judgement instanceof Judgement.OfClient ofClient) {
      TextLine line = new TextLine(ofClient.verdict().action()).addSession(decision);
      line.add("fcrdns", EvidenceWords.fcrdns(ofClient.fcrdns()));
      line.add("standing", StandingWords.word(ofClient.standings().network()));
      return line.addVerdict(ofClient.verdict()).addTimes(decision);
    }
    if (judgement instanceof Judgement.OfMessage ofMessage) {
      TextLine line = new TextLine(ofMessage.verdict().action()).addSession(decision);
      return line.addEvidence(ofMessage.evidence())
          .addStandings(ofMessage.standings())
          .addVerdict(ofMessage.verdict())
          .addTimes(decision);
    }
    Verdict verdict = ((Judgement.Overloaded) judgement).verdict();
    return new TextLine(verdict.action())
        .addSession(decision)
        .addVerdict(verdict)
        .addTimes(decision);
  }

  private TextLine addSession(Decision decision) {
    return addForeign("queue", decision.queueId())
        .add("id", decision.judgement().id().toString())
        .add("client", decision.client().map(ClientAddress::toString).orElse(NOTHING))
        .add("network", decision.network().map(Network::toString).orElse(NOTHING))
        .addForeign("name", decision.clientName())
        .addForeign("helo", decision.helo())
        .addForeign("from", decision.sender().toString())
        .addForeign("to", decision.recipients().first().map(MailPath::toString).orElse(""))
        .add("rcpts", Integer.toString(decision.recipients().count()));
  }

  private TextLine addEvidence(Evidence evidence) {
    add("fcrdns", EvidenceWords.fcrdns(evidence.fcrdns()))
        .add("spf", evidence.spf().status().keyword())
        .add("spf-helo", evidence.helo().map(helo -> helo.status().keyword()).orElse(NOTHING))
        .add("dkim", EvidenceWords.dkim(evidence))
        .addForeign("author", author(evidence))
        .add("dmarc", evidence.dmarc().status().keyword());
    evidence.content().ifPresent(found -> add("content", found.keyword()));
    return this;
  }

  private TextLine addStandings(Standings standings) {
    Optional<Standings.Speaker> speaker = standings.speaker();
    add("standing", StandingWords.word(standings.network()));
    addForeign("domain", speaker.map(known -> known.domain().toString()).orElse(""));
    add(
        "domain-standing",
        speaker.map(known -> StandingWords.word(known.standing())).orElse(NOTHING));
    return switch (standings.shield()) {
      case NONE -> this;
      case GOOD_DOMAIN, PROBATION -> add("shield", standings.shield().keyword());
    };
  }

  /** Whom DMARC is about; of several authors, whom its result is due to. */
  private static String author(Evidence evidence) {
    return evidence.dmarc().author().map(DomainName::toString).orElse("");
  }

  private TextLine addVerdict(Verdict verdict) {
    add("findings", EvidenceWords.findings(verdict));
    Optional<ReplyCode> reply = verdict.refusal().map(Refusal::code);
    reply.ifPresent(code -> add("reply", "\"" + code + "\""));
    return this;
  }

  private String addTimes(Decision decision) {
    add("ms", milliseconds(decision.elapsed()));
    add("dns-ms", milliseconds(decision.waited()));
    return line.toString();
  }

  private TextLine add(String key, String value) {
    line.append(' ').append(key).append('=').append(value);
    return this;
  }

  private TextLine addForeign(String key, String hostile) {
    if (hostile.isEmpty()) {
      return add(key, NOTHING);
    }
    boolean cut = hostile.length() > LONGEST_VALUE;
    String text = cut ? hostile.substring(0, LONGEST_VALUE) : hostile;
    boolean plain =
        !cut && !text.equals(NOTHING) && text.chars().allMatch(c -> isGraphic(c) && c != '"');
    return add(key, plain ? text : quoted(text) + (cut ? "..." : ""));
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        out.append("\\\"");
      } else if (isGraphic(c)) {
        out.append(c);
      } else {
        out.append(c <= 0xff ? "\\x%02x".formatted((int) c) : "\\u%04x".formatted((int) c));
      }
    }
    return out.append('"').toString();
  }

  private static boolean isGraphic(int c) {
    return c > ' ' && c <= '~' && c != '\\';
  }

  private static String milliseconds(Duration duration) {
    return new BigDecimal(duration.toNanos())
        .movePointLeft(6)
        .setScale(1, RoundingMode.HALF_UP)
        .toPlainString();
  }
}
