package org.gate64.reputation.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {

  @TempDir Path directory;

  private Path path = Path.of("");
  private SnapshotFile file = new SnapshotFile(path);
  private final Map<Subject, TrackRecord> read = new HashMap<>();

  @BeforeEach
  void chooseAPlace() {
    path = directory.resolve("reputation");
    file = new SnapshotFile(path);
  }

  @Test
  void whatWasWrittenIsReadAgainToTheLastDigit() throws IOException {
    Map<Subject, TrackRecord> records = Memories.ofEveryKind();
    file.write(records.entrySet());

    assertThat(file.read(read::put)).isEqualTo(new Reading.Whole(records.size(), 0));
    assertThat(read).isEqualTo(records);
  }

  @Test
  void nothingMayBeRemembered() throws IOException {
    file.write(List.of());

    assertThat(file.read(read::put)).isEqualTo(new Reading.Whole(0, 0));
  }

  @Test
  void aFileThatIsNotThereIsNoTrouble() throws IOException {
    assertThat(file.readOrSetAside(read::put, Memories.NOW)).isEqualTo(new Reading.Absent());
    assertThat(names()).isEmpty();
  }

  @Test
  void isForItsUserOnly() throws IOException {
    file.write(List.of());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void goesIntoAStreamAsWell() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotFile.write(Memories.ofEveryKind().entrySet(), out);
    Files.write(path, out.toByteArray());

    file.read(read::put);
    assertThat(read).isEqualTo(Memories.ofEveryKind());
  }

  @Test
  void manyRecordsTakeLittleRoom() throws IOException {
    Map<Subject, TrackRecord> records = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      records.put(Memories.subject("2001:db8:0:%x::/64".formatted(i)), Memories.spam(1 + i));
    }
    file.write(records.entrySet());

    assertThat(Files.size(path)).isLessThan(100 * 20_000L);
    file.read(read::put);
    assertThat(read).isEqualTo(records);
  }

  @Test
  void whoeverIsKilledWhileWritingLeavesTheOneOfBefore() throws IOException {
    file.write(Memories.ofEveryKind().entrySet());
    byte[] whole = Files.readAllBytes(path);
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(directory.resolve("reputation.new"), Arrays.copyOf(whole, length));

      assertThat(file.readOrSetAside(read::put, Memories.NOW)).isInstanceOf(Reading.Whole.class);
      assertThat(read).isEqualTo(Memories.ofEveryKind());
    }

    file.write(List.of());
    assertThat(file.read(read::put)).isEqualTo(new Reading.Whole(0, 0));
    assertThat(names()).containsExactly("reputation");
  }

  @Test
  void whatGoesBeforeIsDoneOnceAllIsWrittenAndTheFileOfBeforeIsStillThere() throws IOException {
    file.write(Memories.ofEveryKind().entrySet());
    List<String> order = new ArrayList<>();

    file.write(
        () -> {
          order.add("taken");
          return Collections.emptyIterator();
        },
        () -> {
          order.add("before");
          file.read(read::put);
        });

    assertThat(order).containsExactly("taken", "before");
    assertThat(read).isEqualTo(Memories.ofEveryKind());
    assertThat(file.read(read::put)).isEqualTo(new Reading.Whole(0, 0));
  }

  @Test
  void whereWritingFailsTheOneOfBeforeStays() throws IOException {
    file.write(Memories.ofEveryKind().entrySet());

    assertThatThrownBy(() -> file.write(SnapshotFileTest::endsInTrouble))
        .isInstanceOf(NoSuchElementException.class);
    file.read(read::put);
    assertThat(read).isEqualTo(Memories.ofEveryKind());
    assertThat(names()).containsExactly("reputation");
  }

  @Test
  void aDirectoryThatIsNotThereIsSaid() {
    SnapshotFile lost = new SnapshotFile(directory.resolve("lost/reputation"));

    assertThatThrownBy(() -> lost.write(List.of())).isInstanceOf(IOException.class);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(found -> found.getFileName().toString()).sorted().toList();
    }
  }

  private static Iterator<Map.Entry<Subject, TrackRecord>> endsInTrouble() {
    Iterator<Map.Entry<Subject, TrackRecord>> some = Memories.ofEveryKind().entrySet().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      public Map.Entry<Subject, TrackRecord> next() {
        return some.next();
      }
    };
  }
}
