package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.gate64.config.Configuration;
import org.gate64.config.ConfigurationReader;
import org.gate64.config.ReadResult;
import org.gate64.feedback.Feedback;
import org.gate64.feedback.Outcome;
import org.gate64.feedback.Reporter;
import org.gate64.feedback.Samples;
import org.gate64.feedback.Word;
import org.gate64.reputation.hazelcast.Cluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What recipients said at two nodes that stop, and start again. */
class RestartedClusterTest {

  private static final Reporter ALICE = new Reporter("alice");
  private static final Reporter BOB = new Reporter("bob");

  @TempDir Path directory;

  private final String name = "test-" + UUID.randomUUID();
  private final List<Integer> ports = new ArrayList<>();
  private final List<Memory> nodes = new ArrayList<>();

  @BeforeEach
  void choosePorts() throws IOException {
    ((Logger) LoggerFactory.getLogger("com.hazelcast")).setLevel(Level.OFF);
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ports.addAll(List.of(one.getLocalPort(), other.getLocalPort()));
    }
  }

  @AfterEach
  void stop() {
    nodes.forEach(Memory::close);
    nodes.clear();
  }

  @Test
  void whatWasSaidIsKnownWhicheverNodeStartsFirst() throws IOException {
    Feedback here = start(0);
    Feedback there = start(1);
    String one = ticket(here, "one");
    String other = ticket(here, "other");
    assertThat(here.say(one, Word.SPAM, ALICE).join()).isInstanceOf(Outcome.Counted.class);
    assertThat(there.say(other, Word.SPAM, ALICE).join()).isInstanceOf(Outcome.Counted.class);
    stop();

    there = start(1);
    assertThat(there.say(one, Word.SPAM, ALICE).join()).isInstanceOf(Outcome.Repeated.class);
    assertThat(there.say(one, Word.SPAM, BOB).join()).isInstanceOf(Outcome.Repeated.class);
    assertThat(((Outcome.Counted) there.say(other, Word.HAM, ALICE).join()).takenBack())
        .contains(Word.SPAM);

    here = start(0);
    assertThat(here.say(one, Word.SPAM, ALICE).join()).isInstanceOf(Outcome.Repeated.class);
    assertThat(here.say(other, Word.HAM, ALICE).join()).isInstanceOf(Outcome.Repeated.class);
  }

  @Test
  void aReportersLimitOutlivesTheCluster() throws IOException {
    Feedback here = start(0);
    for (String verdict : List.of("a", "b", "c")) {
      here.say(ticket(here, verdict), Word.SPAM, ALICE).join();
    }
    stop();

    here = start(0);
    assertThat(here.say(ticket(here, "d"), Word.SPAM, ALICE).join())
        .isInstanceOf(Outcome.Capped.class);
  }

  @Test
  void bothFilesAreWrittenTogether() throws IOException {
    Feedback here = start(0);
    here.say(ticket(here, "one"), Word.SPAM, ALICE).join();
    Path words = directory.resolve("0/feedback");

    Cluster.await(Duration.ofSeconds(20), () -> Files.exists(words) && said(words));
    assertThat(directory.resolve("0/reputation")).exists();
  }

  private static boolean said(Path words) {
    try {
      return Files.readString(words).contains("\nsaid ");
    } catch (IOException replaced) {
      return false;
    }
  }

  private static String ticket(Feedback feedback, String verdict) {
    return feedback.tickets().write(Samples.newsletter(verdict, Instant.now())).orElseThrow();
  }

  private Feedback start(int index) throws IOException {
    Path state = Files.createDirectories(directory.resolve(Integer.toString(index)));
    Path conf =
        Files.writeString(
            directory.resolve(index + ".conf"),
            """
            state-dir = "%s"
            reputation.snapshot-interval = 1s
            cluster {
              enabled = true
              name = "%s"
              bind = "127.0.0.1:%d"
              members = ["127.0.0.1:%d"]
            }
            """
                .formatted(state, name, ports.get(index), ports.get(1 - index)));
    Configuration configuration =
        ((ReadResult.Valid) ConfigurationReader.read(conf)).configuration();
    Memory node = Memory.open(configuration, Settings.scoring(configuration));
    nodes.add(node);
    return node.feedback().orElseThrow();
  }
}
