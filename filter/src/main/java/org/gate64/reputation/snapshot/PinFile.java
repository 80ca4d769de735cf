package org.gate64.reputation.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators have set, in a file of its own: a line of JSON for each. They are few, and dear to
 * those who set them; so the file is written whenever one changes, and a line that makes no sense
 * costs no other.
 */
public final class PinFile {

  /** The latest end that a pin may have. */
  public static final Instant LATEST_END = JsonFields.LATEST;

  private static final Logger LOG = LoggerFactory.getLogger(PinFile.class);
  private static final int LARGEST = 16 << 20;
  private static final int LONGEST_LINE = 1 << 14;
  private static final JsonFactory JSON = new JsonFactory();

  private static final int MOST = 100_000;
  private static final byte[] LINE_FEED = {'\n'};
  private static final String CONSEQUENCE =
      "What operators had set does not hold any more, unless other nodes of a cluster still have it;"
          + " senders are judged by what is remembered";

  private final Path path;
  private final SnapshotBounds bounds;

  /** The file at a place, whether it is there or not. */
  public PinFile(Path path) {
    this(path, new SnapshotBounds(LARGEST, LARGEST, LONGEST_LINE, MOST));
  }

  PinFile(Path path, SnapshotBounds bounds) {
    this.path = path;
    this.bounds = bounds;
  }

  /**
   * Writes the file anew.
   *
   * @throws IOException where that failed, or the next start would not read so many; the one of
   *     before is still there
   */
  public void write(Pins pins) throws IOException {
    if (pins.all().size() > bounds.records()) {
      throw new IOException("more than " + bounds.records() + " standings are set");
    }
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Map.Entry<Subject, Pin> pin : pins.all().entrySet()) {
      lines.writeBytes(line(pin.getKey(), pin.getValue()));
    }
    if (lines.size() > bounds.content()) {
      throw new IOException("what is set takes more than " + bounds.content() + " bytes");
    }
    AtomicFile.<IOException>write(path, lines::writeTo);
  }

  /**
   * What the file holds. Lines that make no sense are left out, and the log says so; a file without
   * any that does, or with more than is ever written, is set aside.
   *
   * @throws UnreadableFileException where nobody can tell what it holds
   */
  public Pins readOrSetAside(Instant now) throws UnreadableFileException {
    try {
      return read();
    } catch (UnreadableFileException perhapsInOrder) {
      throw perhapsInOrder;
    } catch (IOException damaged) {
      DamagedFile.setAside(path, String.valueOf(damaged.getMessage()), CONSEQUENCE, now);
      return Pins.none();
    }
  }

  /**
   * Reads as {@link #readOrSetAside} does, and leaves the file where it is.
   *
   * @throws IOException where it cannot be used
   */
  public Pins read() throws IOException {
    try (InputStream in = UnreadableFileException.open(path)) {
      return read(in);
    } catch (NoSuchFileException none) {
      return Pins.none();
    }
  }

  /** Somebody's editor may have left out the last line feed. */
  private Pins read(InputStream file) throws IOException {
    InputStream ended = new SequenceInputStream(file, new ByteArrayInputStream(LINE_FEED));
    BoundedLines lines = new BoundedLines(ended, bounds);
    Map<Subject, Pin> pins = new HashMap<>();
    int number = 0;
    int senseless = 0;
    for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
      number++;
      if (number > bounds.records() + 1) {
        throw new IOException("it has more than " + bounds.records() + " lines");
      }
      try {
        new Line().read(line.get(), pins);
      } catch (IOException noPin) {
        senseless += isBlank(line.get()) ? 0 : 1;
      }
    }
    if (senseless > 0 && pins.isEmpty()) {
      throw new IOException("no line says how anybody is set");
    }
    if (senseless > 0) {
      LOG.warn(
          "{} lines of {} make no sense and are left out: who was set there is judged by what is"
              + " remembered",
          senseless,
          path);
    }
    return new Pins(pins);
  }

  private static boolean isBlank(byte[] line) {
    return new String(line, StandardCharsets.ISO_8859_1).isBlank();
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
