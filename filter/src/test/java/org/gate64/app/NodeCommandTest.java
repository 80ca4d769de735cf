package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a command finds its node, and what it says where it does not. */
class NodeCommandTest extends CommandsAtANode {

  /** Also where the refusal comes while much is still being sent. */
  @Test
  void aTokenOfAnotherNodeChangesNothing() throws IOException {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    AdminTokenFile.changes(Optional.of(elsewhere));
    Path token = elsewhere.resolve("admin-token");
    Path large = Files.writeString(directory.resolve("large"), "x".repeat(20 << 20));

    for (List<String> command :
        List.of(List.of("forget", "example.org"), List.of("import", large.toString()))) {
      err.getBuffer().setLength(0);
      List<String> arguments = new ArrayList<>(command);
      arguments.add("--token-file");
      arguments.add(token.toString());
      assertThat(run(arguments.toArray(String[]::new))).isEqualTo(1);
      assertThat(err.toString())
          .isEqualTo(
              "gate64: the token in " + token + " is not this node's, or not good for this\n");
    }
  }

  @Test
  void aTokenThatIsNotThereIsNamed() throws IOException {
    Path none = directory.resolve("none");

    assertThat(run("forget", "example.org", "--token-file", none.toString())).isEqualTo(1);
    assertThat(err.toString()).isEqualTo("gate64: " + none + ": there is no such file\n");
  }

  @Test
  void aNodeThatListensEverywhereIsAskedAtLoopback() throws IOException {
    assertThat(execute("status", "--conf", node.conf("0.0.0.0").toString())).isZero();
    assertThat(out.toString()).isEqualTo("version    1\nlong name  ?[0m\n");
  }

  @Test
  void aUrlNeedsNoConfiguration() {
    assertThat(execute("status", "--url", node.url(), "--format", "json")).isZero();
    assertThat(out.toString()).isEqualTo("{\"version\":\"1\",\"longName\":\"\\u001B[0m\"}\n");
  }

  @Test
  void aNodeThatIsNotThereEndsWith3AndIsNamed() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Path conf =
        Files.writeString(
            directory.resolve("g.conf"), "admin.listen = \"inet:" + free + "@127.0.0.1\"\n");

    assertThat(execute("status", "--conf", conf.toString())).isEqualTo(3);
    assertThat(err.toString())
        .isEqualTo(
            "gate64: no gate64 could be reached at http://127.0.0.1:"
                + free
                + "/ (admin.listen in "
                + conf
                + "): nothing listens there\n");
  }

  @Test
  void aNodeThatRemembersNothingIsTold() throws IOException {
    try (TestNode forgetful = TestNode.withoutMemory(directory)) {
      assertThat(execute("reputation", "list", "--url", forgetful.url())).isEqualTo(1);
    }
    assertThat(err.toString())
        .isEqualTo(
            "gate64: the node knows no such question: it is older, or remembers nothing"
                + " (reputation.enabled)\n");
  }

  @Test
  void aNodeThatAnswersNowhereIsAProblemOfTheFile() throws IOException {
    Path conf = Files.writeString(directory.resolve("g.conf"), "admin.listen = \"\"\n");

    assertThat(execute("status", "--conf", conf.toString())).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo("gate64: admin.listen is empty in " + conf + ", so its node answers nowhere\n");
  }

  @Test
  void wrongUseEndsWith2() {
    assertThat(execute("reputation")).isEqualTo(2);
    assertThat(execute("reputation", "show")).isEqualTo(2);
    assertThat(execute("reputation", "set", "example.org")).isEqualTo(2);
    assertThat(execute("status", "--format", "xml")).isEqualTo(2);
  }
}
