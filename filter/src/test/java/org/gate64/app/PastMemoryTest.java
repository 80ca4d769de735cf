package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Change;
import org.gate64.reputation.Decay;
import org.gate64.reputation.Pin;
import org.gate64.reputation.Pins;
import org.gate64.reputation.Standing.State;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.Version;
import org.gate64.reputation.Writer;
import org.gate64.reputation.snapshot.PinFile;
import org.gate64.reputation.snapshot.SnapshotFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain} judges by what a node last wrote down, and leaves that as it is. */
@Timeout(60)
class PastMemoryTest {

  private static final Subject NETWORK = Subject.parse("192.0.2.1/32").orElseThrow();

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private Path state;

  @BeforeEach
  void make() throws IOException {
    state = Files.createDirectory(directory.resolve("state"));
  }

  @Test
  void explainJudgesByWhatWasRemembered() throws IOException {
    Instant now = Clock.systemUTC().instant();
    TrackRecord bad =
        TrackRecord.empty()
            .with(
                new Writer(1),
                Version.atStart(1).next(),
                Change.of(Tally.of(Cause.TRAP, 50, now)),
                new Decay(Duration.ofDays(14), Duration.ofHours(1)));
    Path file = state.resolve("reputation");
    new SnapshotFile(file).write(List.of(Map.entry(NETWORK, bad)));
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-24T15:35:00Z")));
    Map<Path, String> before = contents();

    explain();

    assertThat(out.toString())
        .contains("network-bad", "standing=bad")
        .endsWith("\nStandings are as of 2026-11-24T15:35:00Z (" + file + ").\n");
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void explainKnowsWhatWasSet() throws IOException {
    Pin pin = new Pin(State.BAD, "sold", Clock.systemUTC().instant(), Optional.empty());
    new PinFile(state.resolve("pins")).write(new Pins(Map.of(NETWORK, pin)));

    explain();

    assertThat(out.toString())
        .contains("network-bad", "(pinned)")
        .containsPattern(
            "\nReputation\n  network {6}bad: an operator set 192\\.0\\.2\\.1/32 bad at \\S+ \\(just"
                + "\\s+now\\),\\s+without\\s+end:\\s+sold\n")
        .endsWith("\nNothing has been remembered yet in " + state + ".\n");
  }

  @Test
  void aDamagedFileIsSaidAndStaysWhereItIs() throws IOException {
    Files.writeString(state.resolve("reputation"), "nonsense");
    Map<Path, String> before = contents();

    explain();

    assertThat(out.toString())
        .contains("standing=unknown")
        .endsWith(
            "\nJudged as if nothing were remembered: "
                + state
                + " could not be read (Not in GZIP format).\n");
    assertThat(contents()).isEqualTo(before);
  }

  private void explain() throws IOException {
    Path conf =
        Files.writeString(
            directory.resolve("g.conf"),
            "state-dir = \""
                + state
                + "\"\ntrusted-networks = []\ndns.servers = [\"127.0.0.1:1\"]\n"
                + "dns { timeout = 100ms, deadline = 200ms }\n");
    Path message = Files.writeString(directory.resolve("m.eml"), "From: a@example.org\n\ntext\n");
    int status =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .execute("explain", "--conf", conf.toString(), "--ip", "192.0.2.1", message.toString());
    assertThat(status).isZero();
  }

  private Map<Path, String> contents() throws IOException {
    Map<Path, String> contents = new HashMap<>();
    try (Stream<Path> files = Files.list(state)) {
      for (Path file : files.toList()) {
        contents.put(file, Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }
}
