package org.gate64.reputation.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Entry;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.Votes;
import org.gate64.reputation.Writer;

/** A record as a line of JSON, which {@link RecordReader} reads. */
final class RecordWriter {

  private static final JsonFactory JSON = new JsonFactory();

  private RecordWriter() {}

  static byte[] line(Subject subject, TrackRecord record) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("subject", subject.toString());
      json.writeArrayFieldStart("entries");
      for (Map.Entry<Writer, Entry> entry : new TreeMap<>(record.entries()).entrySet()) {
        write(json, entry.getKey(), entry.getValue());
      }
      json.writeEndArray();
      writeCompanions(json, record.companions().seen());
      writeVotes(json, record.votes());
      json.writeEndObject();
    }
    line.write('\n');
    return line.toByteArray();
  }

  private static void write(JsonGenerator json, Writer writer, Entry entry) throws IOException {
    Tally tally = entry.tally();
    json.writeStartObject();
    json.writeStringField("writer", writer.toString());
    json.writeNumberField("start", entry.version().start());
    json.writeNumberField("flush", entry.version().flush());
    json.writeStringField("at", tally.at().toString());
    json.writeObjectFieldStart("causes");
    for (Map.Entry<Cause, Double> weight : tally.causes().entrySet()) {
      json.writeNumberField(weight.getKey().keyword(), weight.getValue());
    }
    json.writeEndObject();
    writeWeight(json, "short-good", tally.shortGood());
    writeWeight(json, "short-bad", tally.shortBad());
    writeWeight(json, "mails", tally.mails());
    writeWeight(json, "probations", tally.probations());
    json.writeEndObject();
  }

  private static void writeWeight(JsonGenerator json, String name, double weight)
      throws IOException {
    if (weight != 0) {
      json.writeNumberField(name, weight);
    }
  }

  private static void writeCompanions(JsonGenerator json, Map<Integer, Integer> seen)
      throws IOException {
    if (seen.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("companions");
    for (Map.Entry<Integer, Integer> companion : new TreeMap<>(seen).entrySet()) {
      json.writeNumberField(companion.getKey().toString(), companion.getValue());
    }
    json.writeEndObject();
  }

  private static void writeVotes(JsonGenerator json, Votes votes) throws IOException {
    if (votes.equals(Votes.NONE)) {
      return;
    }
    json.writeObjectFieldStart("votes");
    writeVote(json, "good", votes.good());
    writeVote(json, "bad", votes.bad());
    json.writeEndObject();
  }

  private static void writeVote(JsonGenerator json, String name, Instant at) throws IOException {
    if (!at.equals(Instant.EPOCH)) {
      json.writeStringField(name, at.toString());
    }
  }
}
