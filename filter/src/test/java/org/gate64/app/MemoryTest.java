package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gate64.config.Configuration;
import org.gate64.config.ConfigurationReader;
import org.gate64.config.ReadResult;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Change;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node's memory, from one start to the next. */
class MemoryTest {

  private static final Subject DOMAIN = MapMemory.subject("example.org");

  @TempDir Path directory;

  @Test
  void whatCameJustBeforeTheEndIsThereAfterTheNextStart() throws IOException {
    Configuration configuration = configuration();
    Scoring scoring = Settings.scoring(configuration);
    try (Memory memory = Memory.open(configuration, scoring)) {
      memory.store().add(DOMAIN, Change.of(Tally.of(Cause.TRAP, 5, Instant.now())));
    }
    try (Memory memory = Memory.open(configuration, scoring)) {
      assertThat(memory.store().read(List.of(DOMAIN)).join()).containsOnlyKeys(DOMAIN);
    }
  }

  @Test
  void nothingWritesTheFileOnceItIsClosed() throws Exception {
    Path file = directory.resolve("reputation");
    Memory memory = Memory.open(configuration(), Settings.scoring(configuration()));
    memory.close();
    Files.delete(file);

    Thread.sleep(1500);
    assertThat(file).doesNotExist();
  }

  @Test
  void damagedWordsOfRecipientsAreSetAside() throws IOException {
    Path words = Files.writeString(directory.resolve("feedback"), "gate64 feedback words 1\n");

    Memory.open(configuration(), Settings.scoring(configuration())).close();

    assertThat(words).hasContent("gate64 feedback words 1\nend 0\n");
    assertThat(directory.toFile().list()).anyMatch(name -> name.startsWith("feedback.damaged-"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"feedback", "pins"})
  void whatCannotBeReadStopsTheStartAndStaysWhereItIs(String name) throws IOException {
    Path unreadable = Files.createDirectory(directory.resolve(name));

    assertThatThrownBy(() -> Memory.open(configuration(), Settings.scoring(configuration())))
        .isInstanceOf(IOException.class)
        .hasMessage("state-dir: " + unreadable + " cannot be read: Is a directory");
    assertThat(unreadable).isDirectory();
  }

  @Test
  void anImportHasNowhereToLieWithoutAStateDirectory() {
    SnapshotForm form = new SnapshotForm(Optional.empty());
    try (Memory memory = Memory.none()) {
      assertThatThrownBy(() -> form.read(InputStream.nullInputStream(), memory.archive()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("state-dir");
    }
  }

  private Configuration configuration() throws IOException {
    Path conf =
        Files.writeString(
            directory.resolve("gate64.conf"),
            "state-dir = \"%s\"\nreputation.snapshot-interval = 1s\n".formatted(directory));
    return ((ReadResult.Valid) ConfigurationReader.read(conf)).configuration();
  }
}
