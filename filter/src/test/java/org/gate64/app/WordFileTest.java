package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.gate64.feedback.Balance;
import org.gate64.feedback.Said;
import org.gate64.feedback.WordArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of a node whose cluster takes its time, or is not there. */
class WordFileTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String BEFORE =
      """
      gate64 feedback words 1
      said a r spam 1795500000000 1.0
      end 1
      """;
  private static final String EMPTY = "gate64 feedback words 1\nend 0\n";

  @TempDir Path directory;

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);
  private final List<String> restored = new ArrayList<>();
  private Path path;

  /** Remembers nothing, and says so when it is told to. */
  private class Slow implements WordArchive {

    @Override
    public Stream<Map.Entry<String, Said>> words() {
      return Stream.empty();
    }

    @Override
    public Stream<Map.Entry<String, Balance>> accounts() {
      return Stream.empty();
    }

    @Override
    public void restore(String ticket, Said said, Instant now) {
      reached.countDown();
      try {
        answered.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      restored.add(ticket);
    }

    @Override
    public void restore(String account, Balance balance, Instant now) {
      restored.add(account);
    }
  }

  @BeforeEach
  void fill() throws IOException {
    path = Files.writeString(directory.resolve("feedback"), BEFORE);
  }

  @Test
  void whatIsStillBeingReadIsNotWrittenOver() throws Exception {
    WordFile file = WordFile.in(directory, new Slow());
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> reading =
          thread.submit(
              () -> {
                file.read(NOW);
                return "read";
              });
      reached.await();
      file.write();
      assertThat(path).hasContent(BEFORE);

      answered.countDown();
      reading.get();
      assertThat(restored).containsExactly("a");
      file.write();
      assertThat(path).hasContent(EMPTY);
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void whereTheMemoryIsGoneTheFileOfBeforeStays() throws IOException {
    WordArchive gone =
        new Slow() {
          @Override
          public Stream<Map.Entry<String, Said>> words() {
            throw new IllegalStateException("the member has left");
          }
        };
    answered.countDown();
    WordFile file = WordFile.in(directory, gone);
    file.read(NOW);

    file.write();

    assertThat(path).hasContent(BEFORE);
    assertThat(directory.toFile().list()).containsExactly("feedback");
  }
}
