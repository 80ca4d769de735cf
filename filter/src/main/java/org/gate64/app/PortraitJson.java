package org.gate64.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.gate64.admin.Response;
import org.gate64.app.Portrait.Layer;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Decay;
import org.gate64.reputation.Entry;
import org.gate64.reputation.Hourly;
import org.gate64.reputation.Pins.Pinned;
import org.gate64.reputation.Score;
import org.gate64.reputation.Standing;
import org.gate64.reputation.Writer;

/** Portraits for programs; what does not exist is left out. */
final class PortraitJson {

  private final JsonGenerator json;
  private final Decay decay;
  private final Instant now;

  private PortraitJson(JsonGenerator json, Decay decay, Instant now) {
    this.json = json;
    this.decay = decay;
    this.now = now;
  }

  static Response render(List<Portrait> portraits, Decay decay, Instant now) {
    return Json.object(
        json -> {
          json.writeNumberField("version", 1);
          json.writeStringField("at", now.toString());
          json.writeArrayFieldStart("subjects");
          for (Portrait portrait : portraits) {
            new PortraitJson(json, decay, now).write(portrait);
          }
          json.writeEndArray();
        });
  }

  /** A standing's own fields. */
  static void standing(JsonGenerator json, Standing standing) throws IOException {
    json.writeStringField("standing", standing.state().keyword());
    json.writeStringField("basis", standing.basis().name().toLowerCase(Locale.ROOT));
    Json.number(json, "score", standing.score());
    Json.number(json, "remembered", standing.record());
  }

  private void write(Portrait portrait) throws IOException {
    json.writeStartObject();
    json.writeStringField("subject", portrait.subject().toString());
    standing(json, portrait.standing());
    Json.number(json, "informed", portrait.score().informed());
    if (portrait.standing().pin().isPresent()) {
      write(portrait.standing().pin().get());
    }
    json.writeArrayFieldStart("levels");
    for (Score.Level level : portrait.score().levels()) {
      write(level);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("records");
    for (Layer layer : portrait.layers()) {
      write(layer);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(Pinned pinned) throws IOException {
    json.writeObjectFieldStart("pin");
    json.writeStringField("of", pinned.of().toString());
    json.writeStringField("standing", pinned.pin().state().keyword());
    json.writeStringField("reason", pinned.pin().reason());
    json.writeStringField("since", pinned.pin().since().toString());
    json.writeNumberField("ageSeconds", Duration.between(pinned.pin().since(), now).toSeconds());
    if (pinned.pin().until().isPresent()) {
      json.writeStringField("until", pinned.pin().until().get().toString());
    }
    json.writeEndObject();
  }

  private void write(Score.Level level) throws IOException {
    json.writeStartObject();
    json.writeStringField("subject", level.subject().toString());
    json.writeStringField("memory", level.memory().name().toLowerCase(Locale.ROOT));
    Json.number(json, "prior", level.prior());
    Json.number(json, "good", level.good());
    Json.number(json, "bad", level.bad());
    Json.number(json, "score", level.score());
    json.writeEndObject();
  }

  private void write(Layer layer) throws IOException {
    json.writeStartObject();
    json.writeStringField("subject", layer.subject().toString());
    json.writeObjectFieldStart("causes");
    for (Map.Entry<Cause, Double> cause : layer.tally().causes().entrySet()) {
      Json.number(json, cause.getKey().keyword(), cause.getValue());
    }
    json.writeEndObject();
    Json.number(json, "shortGood", layer.tally().shortGood());
    Json.number(json, "shortBad", layer.tally().shortBad());
    Json.number(json, "hourly", Hourly.of(layer.tally().mails(), decay));
    Json.number(json, "hourlyOnProbation", Hourly.of(layer.tally().probations(), decay));
    json.writeNumberField("domainsSeen", layer.record().companions().seen().size());
    writeVote("votedGood", layer.record().votes().good());
    writeVote("votedBad", layer.record().votes().bad());
    json.writeArrayFieldStart("writers");
    for (Map.Entry<Writer, Entry> each : new TreeMap<>(layer.record().entries()).entrySet()) {
      write(each.getKey(), each.getValue());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeVote(String name, Instant vote) throws IOException {
    if (vote.isAfter(Instant.EPOCH)) {
      json.writeStringField(name, vote.toString());
    }
  }

  private void write(Writer writer, Entry entry) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", writer.toString());
    json.writeNumberField("start", entry.version().start());
    json.writeNumberField("flush", entry.version().flush());
    json.writeStringField("at", entry.tally().at().toString());
    json.writeEndObject();
  }
}
