package org.gate64.reputation.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriterIdentityTest {

  private static final Instant NOW = Memories.NOW;

  private final Random random = new Random(64);

  @TempDir Path directory;

  @Test
  void isTheSameAtEveryStartAndLaterEachTime() throws IOException {
    WriterIdentity first = start(NOW);
    WriterIdentity second = start(NOW);
    WriterIdentity third = start(NOW.plus(Duration.ofDays(1)));

    assertThat(second.writer()).isEqualTo(first.writer());
    assertThat(third.writer()).isEqualTo(first.writer());
    assertThat(second.version()).isGreaterThan(first.version().next().next());
    assertThat(third.version()).isGreaterThan(second.version().next());
  }

  @Test
  void isLaterEvenWhereTheClockWentBack() throws IOException {
    WriterIdentity first = start(NOW);
    WriterIdentity second = start(NOW.minus(Duration.ofDays(365)));
    WriterIdentity third = start(Instant.EPOCH);

    assertThat(second.version()).isGreaterThan(first.version());
    assertThat(third.version()).isGreaterThan(second.version());
  }

  @Test
  void isLaterEvenWhereAnOlderStateWasPutBack() throws IOException {
    start(NOW);
    byte[] old = Files.readAllBytes(file());
    WriterIdentity latest = start(NOW);
    for (int i = 0; i < 10; i++) {
      latest = start(NOW.plusSeconds(i));
    }

    Files.write(file(), old);
    assertThat(start(NOW.plus(Duration.ofHours(1))).version()).isGreaterThan(latest.version());
  }

  @Test
  void twoNodesAreTwoWriters() throws IOException {
    Path other = Files.createDirectory(directory.resolve("other"));

    assertThat(WriterIdentity.nextStart(other, random, NOW).writer())
        .isNotEqualTo(start(NOW).writer());
    assertThat(WriterIdentity.passing(random, NOW).writer())
        .isNotEqualTo(WriterIdentity.passing(random, NOW).writer());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "gate64 node 2\n",
        "gate64 node 1\nid 00000000000000ff\nstart 5\n",
        "gate64 node 1\nid 00000000000000ff\nstart 5\ncrc32c 1\n",
        "gate64 node 1\nid 00000000000000ff\nstart 5000000000\ncrc32c 1\n"
      })
  void whatCannotBeUnderstoodIsSetAsideForANewWriter(String content) throws IOException {
    Files.writeString(file(), content);
    WriterIdentity first = start(NOW);

    assertThat(directory.resolve("node.damaged-20260301T120000Z")).hasContent(content);
    assertThat(start(NOW).writer()).isEqualTo(first.writer());
  }

  @Test
  void noDamageGoesUnnoticed() throws IOException {
    start(NOW);
    byte[] whole = Files.readAllBytes(file());
    WriterIdentity before = start(NOW);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x01;
      Files.write(file(), damaged);
      assertThat(start(NOW).writer()).as("byte %d", i).isNotEqualTo(before.writer());
      Files.write(file(), Arrays.copyOf(whole, i));
      assertThat(start(NOW).writer()).as("%d bytes", i).isNotEqualTo(before.writer());
    }
  }

  @Test
  void aHugeFileIsNotRead() throws IOException {
    Files.write(file(), new byte[1 << 20]);
    start(NOW);

    assertThat(directory.resolve("node.damaged-20260301T120000Z")).hasSize(1 << 20);
  }

  @Test
  void leavesNothingBeside() throws IOException {
    start(NOW);

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsSaid() {
    Path lost = directory.resolve("lost");

    assertThatThrownBy(() -> WriterIdentity.nextStart(lost, random, NOW))
        .isInstanceOf(IOException.class);
  }

  private WriterIdentity start(Instant now) throws IOException {
    return WriterIdentity.nextStart(directory, random, now);
  }

  private Path file() {
    return directory.resolve("node");
  }
}
