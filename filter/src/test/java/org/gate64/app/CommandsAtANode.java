package org.gate64.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gate64.reputation.Pin;
import org.gate64.reputation.Standing.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands as an operator gives them, to a node with an admin interface of its own. */
@Timeout(60)
abstract class CommandsAtANode {

  @TempDir Path directory;

  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  TestNode node;
  MapMemory memory;

  @BeforeEach
  void start() throws IOException {
    node = TestNode.start(directory);
    memory = node.memory;
  }

  @AfterEach
  void stop() {
    node.close();
  }

  final void pin(String subject, String reason, Optional<Instant> until) {
    memory.pin(MapMemory.subject(subject), new Pin(State.BAD, reason, TestNode.NOW, until)).join();
  }

  final int run(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("reputation", arguments[0]));
    all.addAll(List.of("--conf", node.conf("127.0.0.1").toString()));
    all.addAll(List.of(arguments).subList(1, arguments.length));
    return execute(all.toArray(String[]::new));
  }

  final int execute(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
