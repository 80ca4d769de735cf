package org.gate64.reputation.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Companions;
import org.gate64.reputation.Entry;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.Version;
import org.gate64.reputation.Votes;
import org.gate64.reputation.Writer;

/**
 * Reads what {@link RecordWriter} wrote. Fields and causes that only a newer gate64 knows are
 * passed over.
 */
final class RecordReader {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int HEXADECIMAL = 16;

  private final JsonParser json;
  private final Map<Writer, Entry> entries = new HashMap<>();
  private final Map<Integer, Integer> companions = new HashMap<>();
  private Optional<Subject> subject = Optional.empty();
  private Instant votedGood = Instant.EPOCH;
  private Instant votedBad = Instant.EPOCH;

  private RecordReader(JsonParser json) {
    this.json = json;
  }

  /**
   * The record of a line.
   *
   * @return empty where the line is none, or none that makes sense
   */
  static Optional<Map.Entry<Subject, TrackRecord>> read(byte[] line) {
    try (JsonParser json = JSON.createParser(line)) {
      return new RecordReader(json).read();
    } catch (IOException malformed) {
      return Optional.empty();
    }
  }

  private Optional<Map.Entry<Subject, TrackRecord>> read() throws IOException {
    json.nextToken();
    JsonFields.object(json, this::readField);
    if (json.nextToken() != null) {
      throw new IOException("more than one value");
    }
    Votes votes = new Votes(votedGood, votedBad);
    TrackRecord record = new TrackRecord(entries, new Companions(companions), votes);
    return subject.map(known -> Map.entry(known, record));
  }

  private void readField(String name) throws IOException {
    switch (name) {
      case "subject" -> subject = Subject.parse(JsonFields.text(json));
      case "entries" -> readEntries();
      case "companions" -> JsonFields.object(json, this::readCompanion);
      case "votes" -> JsonFields.object(json, this::readVote);
      default -> json.skipChildren();
    }
  }

  private void readEntries() throws IOException {
    JsonFields.expect(json, JsonToken.START_ARRAY);
    while (json.nextToken() == JsonToken.START_OBJECT) {
      new EntryDraft().read();
    }
    JsonFields.expect(json, JsonToken.END_ARRAY);
  }

  private void readCompanion(String number) throws IOException {
    try {
      companions.put(Integer.valueOf(number), JsonFields.count(json));
    } catch (NumberFormatException noNumber) {
      throw new IOException("no number of a domain", noNumber);
    }
  }

  private void readVote(String name) throws IOException {
    switch (name) {
      case "good" -> votedGood = JsonFields.time(json);
      case "bad" -> votedBad = JsonFields.time(json);
      default -> json.skipChildren();
    }
  }

  private static Writer writer(String id) throws IOException {
    try {
      return new Writer(Long.parseUnsignedLong(id, HEXADECIMAL));
    } catch (NumberFormatException noNumber) {
      throw new IOException("no writer", noNumber);
    }
  }

  /** One writer's entry, while it is read. */
  private final class EntryDraft {

    private final Map<Cause, Double> causes = new EnumMap<>(Cause.class);
    private final Map<String, Double> weights = new HashMap<>();
    private Optional<Writer> writer = Optional.empty();
    private Optional<Instant> at = Optional.empty();
    private int start;
    private int flush;

    void read() throws IOException {
      JsonFields.object(json, this::readField);
      if (writer.isEmpty() || at.isEmpty()) {
        throw new IOException("an entry of nobody, or of no time");
      }
      Tally tally =
          new Tally(
              at.get(),
              causes,
              weight("short-good"),
              weight("short-bad"),
              weight("mails"),
              weight("probations"));
      entries.put(writer.get(), new Entry(new Version(start, flush), tally));
    }

    private void readField(String name) throws IOException {
      switch (name) {
        case "writer" -> writer = Optional.of(RecordReader.writer(JsonFields.text(json)));
        case "start" -> start = JsonFields.count(json);
        case "flush" -> flush = JsonFields.count(json);
        case "at" -> at = Optional.of(JsonFields.time(json));
        case "causes" -> JsonFields.object(json, this::readCause);
        case "short-good", "short-bad", "mails", "probations" ->
            weights.put(name, JsonFields.weight(json));
        default -> json.skipChildren();
      }
    }

    private void readCause(String keyword) throws IOException {
      Optional<Cause> cause = Cause.byKeyword(keyword);
      double weight = JsonFields.weight(json);
      cause.ifPresent(known -> causes.put(known, weight));
    }

    private double weight(String name) {
      return weights.getOrDefault(name, 0.0);
    }
  }
}
