package org.gate64.reputation.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.gate64.reputation.Pin;
import org.gate64.reputation.Pins;
import org.gate64.reputation.Standing.State;
import org.gate64.reputation.Subject;

/**
 * What operators have set, in a file of its own: a line of JSON for each. They are few, and dear to
 * those who set them; so the file is written whenever one changes.
 */
public final class PinFile {

  private static final int LARGEST = 16 << 20;
  private static final int LONGEST_LINE = 1 << 14;
  private static final int MOST = 100_000;
  private static final JsonFactory JSON = new JsonFactory();

  private final Path path;

  /** The file at a place, whether it is there or not. */
  public PinFile(Path path) {
    this.path = path;
  }

  /**
   * Writes the file anew.
   *
   * @throws IOException where that failed; the one of before is still there
   */
  public void write(Pins pins) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Map.Entry<Subject, Pin> pin : pins.all().entrySet()) {
      lines.writeBytes(line(pin.getKey(), pin.getValue()));
    }
    AtomicFile.write(path, lines::writeTo);
  }

  /** What the file holds; one that cannot be used is set aside, and the log says so. */
  public Pins readOrSetAside(Instant now) {
    Map<Subject, Pin> pins = new HashMap<>();
    try (InputStream in = Files.newInputStream(path)) {
      SnapshotBounds bounds = new SnapshotBounds(LARGEST, LARGEST, LONGEST_LINE, MOST);
      BoundedLines lines = new BoundedLines(in, bounds);
      for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
        new Line().read(line.get(), pins);
      }
      return new Pins(pins);
    } catch (NoSuchFileException none) {
      return Pins.none();
    } catch (IOException damaged) {
      DamagedFile.setAside(path, damaged.toString(), now);
      return Pins.none();
    }
  }

  private static byte[] line(Subject subject, Pin pin) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("subject", subject.toString());
      json.writeStringField("standing", pin.state().keyword());
      json.writeStringField("reason", pin.reason());
      json.writeStringField("since", pin.since().toString());
      if (pin.until().isPresent()) {
        json.writeStringField("until", pin.until().get().toString());
      }
      json.writeEndObject();
    }
    line.write('\n');
    return line.toByteArray();
  }

  /** One pin, while it is read. */
  private static final class Line {

    private Optional<Subject> subject = Optional.empty();
    private Optional<State> state = Optional.empty();
    private Optional<Instant> since = Optional.empty();
    private Optional<Instant> until = Optional.empty();
    private String reason = "";

    void read(byte[] line, Map<Subject, Pin> pins) throws IOException {
      try (JsonParser json = JSON.createParser(line)) {
        json.nextToken();
        JsonFields.object(json, name -> readField(json, name));
      }
      if (subject.isEmpty() || state.isEmpty() || since.isEmpty()) {
        throw new IOException("a line is no standing of anybody");
      }
      pins.put(subject.get(), new Pin(state.get(), reason, since.get(), until));
    }

    private void readField(JsonParser json, String name) throws IOException {
      switch (name) {
        case "subject" -> subject = Subject.parse(JsonFields.text(json));
        case "standing" -> state = State.byKeyword(JsonFields.text(json));
        case "reason" -> reason = JsonFields.text(json);
        case "since" -> since = Optional.of(JsonFields.time(json));
        case "until" -> until = Optional.of(JsonFields.time(json));
        default -> json.skipChildren();
      }
    }
  }
}
