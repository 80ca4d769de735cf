package org.gate64.reputation.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gate64.reputation.Pin;
import org.gate64.reputation.Pins;
import org.gate64.reputation.Standing.State;
import org.gate64.reputation.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators have set, on the disk. */
class PinFileTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Map<Subject, Pin> PINS =
      Map.of(
          Memories.subject("2001:db8::/32"),
          new Pin(State.BAD, "floods \"us\"\r\nfor days", NOW, Optional.of(NOW.plusSeconds(60))),
          Memories.subject("example.org"),
          new Pin(State.GOOD, "", NOW, Optional.empty()));

  @TempDir private Path directory;

  @Test
  void readsWhatWasWritten() throws IOException {
    file().write(new Pins(PINS));
    assertThat(file().readOrSetAside(NOW).all()).isEqualTo(PINS);
  }

  @Test
  void isNoMistakeWhereItIsNotThere() throws IOException {
    assertThat(file().readOrSetAside(NOW).all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json\n",
        "{\"subject\":\"example.org\"}\n",
        "{\"subject\":\"no subject!\",\"standing\":\"bad\",\"since\":\"2026-11-24T12:00:00Z\"}\n",
        "{\"subject\":\"example.org\",\"standing\":\"so-so\",\"since\":\"2026-11-24T12:00:00Z\"}\n",
        "{\"subject\":\"example.org\",\"standing\":\"bad\",\"since\":\"yesterday\"}\n",
        "{\"subject\":\"example.org\",\"standing\":\"bad\",\"sin"
      })
  void isSetAsideWhereItIsDamaged(String content) throws IOException {
    Files.write(path(), content.getBytes(StandardCharsets.US_ASCII));
    assertThat(file().readOrSetAside(NOW).all()).isEmpty();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .containsExactly("pins.damaged-20261124T120000Z");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "{\"subject\":\"example.net\"}",
        "{\"subject\":\"example.net\",\"standing\":\"bad\",\"since\":\"2026-11-24T12:00:00Z\","
            + "\"until\":\"+10000-01-01T00:00:00Z\"}"
      })
  void aLineThatMakesNoSenseCostsNoOther(String line) throws IOException {
    file().write(new Pins(PINS));
    String whole = Files.readString(path());
    Files.writeString(path(), line + "\n" + whole + line + "\n");

    assertThat(file().readOrSetAside(NOW).all()).isEqualTo(PINS);
    assertThat(path()).exists();
  }

  @Test
  void theLastLineMayLackItsEndAndOthersMayBeEmpty() throws IOException {
    file().write(new Pins(PINS));
    Files.writeString(path(), "\n" + Files.readString(path()).strip());

    assertThat(file().readOrSetAside(NOW).all()).isEqualTo(PINS);
  }

  @Test
  void readsTheLatestEndThatAPinMayHave() throws IOException {
    Pin pin = new Pin(State.BAD, "for long", NOW, Optional.of(PinFile.LATEST_END));
    Pins pins = new Pins(Map.of(Memories.subject("example.org"), pin));
    file().write(pins);

    assertThat(file().readOrSetAside(NOW).all()).isEqualTo(pins.all());
  }

  @Test
  void writesNoMoreThanTheNextStartReads() throws IOException {
    Pins one = new Pins(Map.of(Memories.subject("example.org"), PINS.values().iterator().next()));
    PinFile small = new PinFile(path(), new SnapshotBounds(1000, 1000, 1000, 1));
    small.write(one);

    assertThatThrownBy(() -> small.write(new Pins(PINS)))
        .isInstanceOf(IOException.class)
        .hasMessage("more than 1 standings are set");
    assertThat(small.readOrSetAside(NOW).all()).isEqualTo(one.all());
  }

  @Test
  void isSetAsideWhereItHoldsMoreThanIsEverWritten() throws IOException {
    file().write(new Pins(PINS));
    Files.writeString(path(), "\n\n", StandardOpenOption.APPEND);
    PinFile small = new PinFile(path(), new SnapshotBounds(1000, 1000, 1000, 2));

    assertThat(small.readOrSetAside(NOW).all()).isEmpty();
    assertThat(path()).doesNotExist();
  }

  private PinFile file() {
    return new PinFile(path());
  }

  private Path path() {
    return directory.resolve("pins");
  }
}
