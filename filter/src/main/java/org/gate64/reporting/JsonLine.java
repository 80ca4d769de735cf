package org.gate64.reporting;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import org.gate64.net.MailPath;
import org.gate64.policy.Action;
import org.gate64.policy.DnsHealth;
import org.gate64.policy.Outcome;
import org.gate64.policy.Refusal;
import org.gate64.policy.Tries;
import org.gate64.policy.Verdict;

/**
 * One decision as a JSON object with all that is needed to judge the message again: {@code version}
 * 1; the session ({@code client}, {@code network}, {@code helo}, {@code sender}, {@code recipient},
 * the first of so many {@code recipients}, and so on); {@code judged} (message, client, exempt,
 * overloaded); {@code exempt} or {@code verdict} with each outcome, {@code dns} where DNS was
 * failing, and {@code tries} where it had been steered before; {@code evidence}; {@code
 * reputation}; times as ISO 8601 in UTC and durations in milliseconds. What does not exist is left
 * out. Text from outside is cut after 1024 characters.
 */
final class JsonLine {

  private static final int VERSION = 1;
  private static final int LONGEST_TEXT = 1024;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final JsonGenerator json;

  private JsonLine(JsonGenerator json) {
    this.json = json;
  }

  static String of(Decision decision) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      new JsonLine(json).write(decision);
    } catch (IOException notOfAWriterInMemory) {
      throw new UncheckedIOException(notOfAWriterInMemory);
    }
    return line.toString();
  }

  /** Text from outside, whole as far as anybody could need it. */
  static String bounded(String hostile) {
    return hostile.length() <= LONGEST_TEXT ? hostile : hostile.substring(0, LONGEST_TEXT);
  }

  private void write(Decision decision) throws IOException {
    json.writeStartObject();
    json.writeNumberField("version", VERSION);
    json.writeStringField("at", decision.at().toString());
    json.writeStringField("id", decision.judgement().id().toString());
    writeSession(decision);
    writeJudgement(decision.judgement());
    writeMilliseconds("elapsedMs", decision.elapsed());
    writeMilliseconds("waitedMs", decision.waited());
    json.writeEndObject();
  }

  private void writeSession(Decision decision) throws IOException {
    json.writeStringField("queueId", bounded(decision.queueId()));
    if (decision.client().isPresent()) {
      json.writeStringField("client", decision.client().get().toString());
    }
    if (decision.network().isPresent()) {
      json.writeStringField("network", decision.network().get().toString());
    }
    json.writeStringField("clientName", bounded(decision.clientName()));
    json.writeStringField("helo", bounded(decision.helo()));
    json.writeStringField("sender", bounded(decision.sender().text()));
    Optional<MailPath> first = decision.recipients().first();
    if (first.isPresent()) {
      json.writeStringField("recipient", bounded(first.get().text()));
    }
    json.writeNumberField("recipients", decision.recipients().count());
  }

  private void writeJudgement(Judgement judgement) throws IOException {
    EvidenceJson evidence = new EvidenceJson(json);
    StandingsJson standings = new StandingsJson(json);
    if (judgement instanceof Judgement.Exempt exempt) {
      json.writeStringField("judged", "exempt");
      json.writeStringField("exempt", exempt.exemption().keyword());
      json.writeObjectFieldStart("verdict");
      json.writeStringField("action", Action.ACCEPT.keyword());
      json.writeEndObject();
    } else if (judgement instanceof Judgement.OfClient ofClient) {
      json.writeStringField("judged", "client");
      writeVerdict(ofClient.verdict());
      evidence.write(ofClient.fcrdns());
      standings.write(ofClient.standings());
    } else if (judgement instanceof Judgement.OfMessage ofMessage) {
      json.writeStringField("judged", "message");
      writeVerdict(ofMessage.verdict());
      evidence.write(ofMessage.evidence());
      standings.write(ofMessage.standings());
    } else if (judgement instanceof Judgement.Overloaded overloaded) {
      json.writeStringField("judged", "overloaded");
      writeVerdict(overloaded.verdict());
    }
  }

  private void writeVerdict(Verdict verdict) throws IOException {
    json.writeObjectFieldStart("verdict");
    json.writeStringField("action", verdict.action().keyword());
    if (verdict.dns() == DnsHealth.FAILING) {
      json.writeStringField("dns", "failing");
    }
    if (verdict.tries() instanceof Tries.Known known) {
      json.writeObjectFieldStart("tries");
      json.writeNumberField("count", known.count());
      writeMilliseconds("sinceMs", known.since());
      json.writeEndObject();
    }
    json.writeArrayFieldStart("findings");
    for (Outcome outcome : verdict.outcomes()) {
      writeOutcome(outcome);
    }
    json.writeEndArray();
    Optional<Refusal> refusal = verdict.refusal();
    if (refusal.isPresent()) {
      json.writeObjectFieldStart("reply");
      json.writeNumberField("code", refusal.get().code().basic());
      json.writeStringField("enhanced", refusal.get().code().enhanced());
      json.writeStringField("text", refusal.get().text());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void writeOutcome(Outcome outcome) throws IOException {
    json.writeStartObject();
    json.writeStringField("finding", outcome.finding().keyword());
    json.writeStringField("action", outcome.rule().action().keyword());
    json.writeNumberField("percent", outcome.rule().percent());
    if (outcome.rule().until().isPresent()) {
      json.writeStringField("until", outcome.rule().until().get().toString());
    }
    json.writeStringField("applied", outcome.applied().keyword());
    json.writeEndObject();
  }

  private void writeMilliseconds(String field, Duration duration) throws IOException {
    json.writeNumberField(
        field,
        new BigDecimal(duration.toNanos()).movePointLeft(6).setScale(3, RoundingMode.HALF_UP));
  }
}
