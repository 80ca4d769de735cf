package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

  @TempDir Path parent;

  @Test
  void makesTheDirectoryForItsUserOnly() throws IOException {
    Path directory = parent.resolve("a/b");
    try (StateDirectory held = StateDirectory.hold(directory)) {
      assertThat(held).isNotNull();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void isHeldByOneAtATime() throws IOException {
    StateDirectory first = StateDirectory.hold(parent);
    assertThatThrownBy(() -> StateDirectory.hold(parent))
        .isInstanceOf(IOException.class)
        .hasMessage("state-dir: " + parent + ": another gate64 is using it");
    first.close();
    StateDirectory.hold(parent).close();
  }

  @Test
  void saysWhatIsWrongWithThePath() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "");
    assertThatThrownBy(() -> StateDirectory.hold(file.resolve("below")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("state-dir: " + file.resolve("below") + ": ")
        .hasMessageNotContaining(": " + file + "/below: " + file);
  }
}
