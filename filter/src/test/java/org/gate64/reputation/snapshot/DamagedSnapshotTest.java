package org.gate64.reputation.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class DamagedSnapshotTest {

  private static final String HEAD = "{\"gate64\":\"reputation\",\"version\":1}\n";
  private static final String RECORD =
      "{\"subject\":\"example.org\",\"entries\":[{\"writer\":\"01\",\"start\":1,\"flush\":1,"
          + "\"at\":\"2026-03-01T12:00:00Z\",\"causes\":{\"trap\":5}}]}\n";

  @TempDir Path directory;

  private Path path = Path.of("");
  private final Map<Subject, TrackRecord> read = new HashMap<>();

  @BeforeEach
  void chooseAPlace() {
    path = directory.resolve("reputation");
  }

  @Test
  void cutAnywhereItIsUnusableAndNothingOfItIsRead() throws IOException {
    byte[] whole = snapshot();
    for (int length = 0; length < whole.length; length++) {
      Files.write(path, Arrays.copyOf(whole, length));

      assertThat(reading()).as("first %d bytes", length).isInstanceOf(Reading.Unusable.class);
      assertThat(read).isEmpty();
    }
  }

  @Test
  void damagedInAnyByteItIsUnusableOrSaysTheSame() throws IOException {
    byte[] whole = snapshot();
    int unusable = 0;
    for (int i = 0; i < whole.length; i++) {
      for (int bit : new int[] {0x01, 0x80, 0xff}) {
        byte[] damaged = whole.clone();
        damaged[i] ^= (byte) bit;
        Files.write(path, damaged);
        read.clear();
        if (reading() instanceof Reading.Unusable) {
          unusable++;
          assertThat(read).as("byte %d ^ %x", i, bit).isEmpty();
        } else {
          assertThat(read).as("byte %d ^ %x", i, bit).isEqualTo(Memories.ofEveryKind());
        }
      }
    }
    assertThat(unusable).isGreaterThan(3 * (whole.length - 10));
  }

  @Test
  void isSetAsideWithADateAndSaid() throws IOException {
    Files.write(path, Arrays.copyOf(snapshot(), 100));
    Logger logger = (Logger) LoggerFactory.getLogger(DamagedFile.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.setLevel(Level.WARN);
    logger.addAppender(log);
    try {
      new SnapshotFile(path).readOrSetAside(read::put, Memories.NOW);
    } finally {
      logger.detachAppender(log);
      logger.setLevel(null);
    }

    assertThat(path).doesNotExist();
    assertThat(directory.resolve("reputation.damaged-20260301T120000Z")).hasSize(100);
    assertThat(log.list)
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .asString()
        .startsWith(path.toString())
        .contains("Unexpected end", "reputation.damaged-20260301T120000Z")
        .endsWith(". What this node remembered of senders is lost; it begins anew");
    assertThat(reading()).isEqualTo(new Reading.Absent());
  }

  @Test
  void whatIsNoFileIsUnusable() throws IOException {
    Files.createDirectory(path);

    assertThat(reading()).isInstanceOf(Reading.Unusable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "[]\n",
        "{\u001b[2J\n",
        "{\"gate64\":\"reputation\"}\n",
        "{\"gate64\":\"reputation\",\"version\":2}\n",
        "{\"gate64\":\"something else\",\"version\":1}\n",
        "{\"version\":1}\n"
      })
  void isUnusableUnderAnotherHead(String head) throws IOException {
    write(head + RECORD, 1);

    assertThat(reading())
        .isInstanceOfSatisfying(
            Reading.Unusable.class, unusable -> assertThat(unusable.reason()).isPrintable());
    assertThat(read).isEmpty();
  }

  @Test
  void isUnusableWhereRecordsAreMissing() throws IOException {
    write(HEAD + RECORD, 2);

    assertThat(reading()).isEqualTo(new Reading.Unusable("records are missing"));
  }

  @Test
  void isUnusableWhereItGoesOnAfterItsEnd() throws IOException {
    pack(HEAD + end(HEAD, 0) + RECORD);

    assertThat(reading()).isEqualTo(new Reading.Unusable("it goes on after its end"));
  }

  @Test
  void isUnusableWithMoreThanAnyMemoryHolds() throws IOException {
    write(HEAD + RECORD.repeat(10), 10);

    assertThat(reading()).isEqualTo(new Reading.Whole(10, 0));
    assertThat(within(new SnapshotBounds(10, 10_000, 1_000, 10)))
        .isEqualTo(new Reading.Unusable("it is larger than 10 bytes"));
    assertThat(within(new SnapshotBounds(10_000, 1_000, 1_000, 10)))
        .isEqualTo(new Reading.Unusable("it unpacks to more than 1000 bytes"));
    assertThat(within(new SnapshotBounds(10_000, 10_000, 100, 10)))
        .isEqualTo(new Reading.Unusable("a line is longer than 100 bytes"));
    assertThat(within(new SnapshotBounds(10_000, 10_000, 1_000, 9)))
        .isEqualTo(new Reading.Unusable("it holds more than 9 records"));
  }

  @Test
  void aLineThatUnpacksWithoutEndIsNotHeld() throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
      out.write(HEAD.getBytes(StandardCharsets.US_ASCII));
      byte[] blank = new byte[1 << 20];
      for (int i = 0; i < 200; i++) {
        out.write(blank);
      }
    }

    assertThat(reading()).isEqualTo(new Reading.Unusable("a line is longer than 65536 bytes"));
  }

  @Test
  void linesThatMakeNoSenseArePassedOverAndCounted() throws IOException {
    write(HEAD + "nonsense\n" + RECORD + "{}\n\n" + "[".repeat(5_000) + "\n", 5);

    assertThat(reading()).isEqualTo(new Reading.Whole(1, 4));
    assertThat(read).containsOnlyKeys(Memories.subject("example.org"));
  }

  private Reading reading() {
    return new SnapshotFile(path).read(read::put);
  }

  private Reading within(SnapshotBounds bounds) {
    return new SnapshotFile(path, bounds).read(read::put);
  }

  private byte[] snapshot() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotFile.write(Memories.ofEveryKind().entrySet(), out);
    return out.toByteArray();
  }

  private void write(String lines, int records) throws IOException {
    pack(lines + end(lines, records));
  }

  private void pack(String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static String end(String lines, int records) {
    CRC32C crc = new CRC32C();
    crc.update(lines.getBytes(StandardCharsets.US_ASCII));
    return "{\"end\":%d,\"crc32c\":%d}\n".formatted(records, crc.getValue());
  }
}
