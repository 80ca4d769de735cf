package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gate64.feedback.Samples.key;
import static org.gate64.feedback.Samples.ring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.gate64.feedback.KeyRing;
import org.gate64.reputation.snapshot.UnreadableFileException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedbackKeyFileTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String SECRET = "0123456789abcdef".repeat(4);

  @TempDir Path directory;

  private FeedbackKeyFile file;

  @BeforeEach
  void choose() {
    file = FeedbackKeyFile.in(directory);
  }

  @Test
  void theFirstStartMakesAKeyForTheDaemonsUserOnly() throws IOException {
    KeyRing made = obtain();

    assertThat(made.keys()).hasSize(1);
    assertThat(Files.readString(file.path()))
        .matches("gate64 feedback keys 1\n2026-11-24T12:00:00Z [0-9a-f]{64}\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    assertThat(directory.toFile().list()).containsExactly("feedback.key");
  }

  @Test
  void laterStartsKeepIt() throws IOException {
    assertThat(obtain()).isEqualTo(obtain());
  }

  @Test
  void allKeysOfAClusterAreKept() throws IOException {
    KeyRing keys = ring(key(1, NOW.minusSeconds(60)), key(2, NOW.plusMillis(7)));
    file.write(keys);

    assertThat(obtain()).isEqualTo(keys);
  }

  @Test
  void withoutAStateDirectoryThereIsAKeyUntilTheEnd() throws IOException {
    assertThat(FeedbackKeyFile.obtain(Optional.empty(), NOW).keys()).hasSize(1);
    assertThat(directory.toFile().list()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "gate64 feedback keys 1\n",
        "gate64 feedback keys 2\n2026-11-24T12:00:00Z " + "00" + "\n",
        "gate64 feedback keys 1\n2026-11-24T12:00:00Z 0123\n",
        "gate64 feedback keys 1\nyesterday 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n",
        "gate64 feedback keys 1\n2026-11-24T12:00:00Z 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n\n"
      })
  void whatIsDamagedIsSetAside(String content) throws IOException {
    KeyRing before = obtain();
    Files.writeString(file.path(), content);

    assertThat(obtain()).isNotEqualTo(before);
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("feedback.key", "feedback.key.damaged-20261124T120000Z");
  }

  @Test
  void aVastFileIsNotRead() throws IOException {
    String line = "2026-11-24T12:00:00Z " + SECRET + "\n";
    obtain();
    Files.writeString(file.path(), "gate64 feedback keys 1\n" + line.repeat(1000));

    assertThat(obtain().keys()).hasSize(1);
    assertThat(directory.toFile().list()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx"})
  void aKeyThatOthersCouldReadOrWriteIsNotUsed(String mode) throws IOException {
    KeyRing before = obtain();
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(mode));

    assertThat(obtain()).isNotEqualTo(before);
  }

  /** Of a process's own memory, the kernel does not show the first page. */
  @Test
  void whatCannotBeReadIsNoDamageAndNothingStarts() {
    FeedbackKeyFile unreadable = new FeedbackKeyFile(Path.of("/proc/self/mem"));

    assertThatThrownBy(() -> FeedbackKeyFile.obtain(Optional.of(unreadable), NOW))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage("/proc/self/mem cannot be read: Input/output error");
  }

  @Test
  void whereItCannotBeWrittenNothingStarts() {
    FeedbackKeyFile nowhere = FeedbackKeyFile.in(directory.resolve("gone"));

    assertThatThrownBy(() -> FeedbackKeyFile.obtain(Optional.of(nowhere), NOW))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("state-dir: " + nowhere.path());
  }

  private KeyRing obtain() throws IOException {
    return FeedbackKeyFile.obtain(Optional.of(file), NOW);
  }
}
