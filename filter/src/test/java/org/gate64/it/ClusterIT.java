package org.gate64.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.gate64.fixtures.mail.TestMessage;
import org.gate64.fixtures.mta.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes, each a process of its own, that share one memory. Times are told on standard output;
 * what is demanded of them leaves room for machines that are slow or busy.
 */
@Timeout(400)
class ClusterIT {

  private static final int NODES = 3;
  private static final int KNOWN = 30;
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(5);
  private static final Duration WORST_DELAY = Duration.ofSeconds(2);
  private static final String[] TRAPS = {
    "1@trap.example", "2@trap.example", "3@trap.example", "4@trap.example"
  };
  private static final byte[] MESSAGE =
      TestMessage.between("a@elsewhere.example", "b@example.net").bytes();

  @TempDir private Path directory;

  private final List<FilterProcess> nodes = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    List<Integer> ports = FreePorts.take(NODES);
    String members =
        ports.stream()
            .map(port -> "\"127.0.0.1:" + port + '"')
            .collect(Collectors.joining(", ", "[", "]"));
    for (int i = 0; i < NODES; i++) {
      Path own = Files.createDirectory(directory.resolve("node" + i));
      nodes.add(
          FilterProcess.start(
              own,
              "",
              """
              policy.ipv6 { strictness = observe, on { network-bad = reject } }
              reputation { traps = ["@trap.example"], snapshot-interval = 2s }
              cluster { enabled = true, bind = "127.0.0.1:%d", members = %s }
              """
                  .formatted(ports.get(i), members)));
    }
  }

  @AfterEach
  void stop() {
    nodes.forEach(FilterProcess::close);
  }

  @Test
  void whatOneHasSeenTheOthersKnow() throws Exception {
    for (int i = 0; i < NODES; i++) {
      spam(nodes.get(i), network(i));
      long begun = System.nanoTime();
      for (FilterProcess node : nodes) {
        awaitRefused(node, network(i), begun);
      }
      tell("known everywhere", begun);
    }
  }

  @Test
  void nothingIsLostWithANodeThatIsKilledUnderLoad() throws Exception {
    learn();
    try (Load load = new Load(nodes.subList(0, 2))) {
      nodes.get(2).kill();
      Thread.sleep(5000);
      load.end();
      assertThat(load.worst()).as("the longest that a message waited").isLessThan(WORST_DELAY);
      assertThat(load.unexpected()).isEmpty();
      System.out.println("cluster: killed a node, worst delay " + load.worst().toMillis() + " ms");
    }
    assertAllKnown(nodes.get(0));
    assertAllKnown(nodes.get(1));
    nodes.get(2).start();
    assertAllKnown(nodes.get(2));
  }

  @Test
  void aNodeThatHangsHoldsUpNoMessage() throws Exception {
    learn();
    try (Load load = new Load(nodes.subList(0, 2))) {
      nodes.get(2).pause();
      Thread.sleep(4000);
      nodes.get(2).resume();
      load.end();
      assertThat(load.worst()).as("the longest that a message waited").isLessThan(WORST_DELAY);
      assertThat(load.unexpected()).isEmpty();
      System.out.println("cluster: a node hung, worst delay " + load.worst().toMillis() + " ms");
    }
  }

  @Test
  void theMemoryOutlivesARollingRestart() throws Exception {
    learn();
    for (FilterProcess node : nodes) {
      node.stop();
      node.start();
      assertAllKnown(node);
      assertThat(node.log()).doesNotContain("ERROR");
    }
    for (FilterProcess node : nodes) {
      assertAllKnown(node);
    }
  }

  /** Some networks become bad, and every node comes to know it. */
  private void learn() throws Exception {
    for (int i = 0; i < KNOWN; i++) {
      spam(nodes.get(i % NODES), network(i));
    }
    for (FilterProcess node : nodes) {
      awaitAllKnown(node);
    }
  }

  private static void awaitAllKnown(FilterProcess node) throws Exception {
    for (int i = 0; i < KNOWN; i++) {
      awaitRefused(node, network(i), System.nanoTime());
    }
  }

  /** At once: mail from them is refused the first time. */
  private static void assertAllKnown(FilterProcess node) throws Exception {
    for (int i = 0; i < KNOWN; i++) {
      assertThat(mail(node, network(i)).reply()).as(network(i)).contains("550 5.7.1");
    }
  }

  private static void awaitRefused(FilterProcess node, String client, long begun) throws Exception {
    FilterProcess.Result result = mail(node, client);
    while (!result.reply().contains("550 5.7.1")) {
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .as("until %s is refused, and not answered %s", client, result)
          .isLessThan(SEEN_WITHIN);
      Thread.sleep(50);
      result = mail(node, client);
    }
  }

  private static void tell(String what, long begun) {
    long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    System.out.println("cluster: " + what + " after " + millis + " ms");
  }

  private static void spam(FilterProcess node, String client) throws IOException {
    node.send(client, MESSAGE, "a@elsewhere.example", TRAPS);
  }

  private static FilterProcess.Result mail(FilterProcess node, String client) throws IOException {
    return node.send(client, MESSAGE, "a@elsewhere.example", "b@example.net");
  }

  private static String network(int number) {
    return "2001:db8:%x:1::25".formatted(number + 1);
  }

  /** Messages of known and of unknown networks, one after the other at each node. */
  private static final class Load implements AutoCloseable {

    private final ExecutorService senders;
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<CompletableFuture<Duration>> worst = new ArrayList<>();
    private final List<String> unexpected = Collections.synchronizedList(new ArrayList<>());

    Load(List<FilterProcess> nodes) {
      senders = Executors.newFixedThreadPool(nodes.size());
      nodes.forEach(node -> worst.add(CompletableFuture.supplyAsync(() -> send(node), senders)));
    }

    void end() {
      over.set(true);
      worst.forEach(CompletableFuture::join);
    }

    /** The longest that a message took from its first word to its answer. */
    Duration worst() {
      return worst.stream()
          .map(CompletableFuture::join)
          .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }

    /** What was answered that is neither a delivery nor the refusal of a bad network. */
    List<String> unexpected() {
      return unexpected;
    }

    private Duration send(FilterProcess node) {
      Duration longest = Duration.ZERO;
      for (int i = 0; !over.get(); i++) {
        long begun = System.nanoTime();
        try {
          FilterProcess.Result result = mail(node, network(i % (2 * KNOWN)));
          boolean expected =
              result.verdict().startsWith("accept") || result.reply().contains("550 5.7.1");
          if (!expected) {
            unexpected.add(result.toString());
          }
        } catch (IOException failure) {
          unexpected.add(failure.toString());
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        longest = took.compareTo(longest) > 0 ? took : longest;
      }
      return longest;
    }

    @Override
    public void close() {
      over.set(true);
      senders.shutdownNow();
    }
  }
}
