package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPInputStream;
import org.gate64.reputation.Cause;
import org.junit.jupiter.api.Test;

/** All that is remembered, from one node to another. */
class ReputationFileTest extends CommandsAtANode {

  @Test
  void whatOneNodeExportsAnotherImports() throws IOException {
    for (int i = 0; i < 20_000; i++) {
      memory.remember("d" + i + ".example.org", Cause.TRAP, 5, TestNode.NOW);
    }
    Path file = directory.resolve("export");

    assertThat(run("export", file.toString())).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).isEqualTo("gate64: 20000 records were written to " + file + ".\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    try (TestNode other = TestNode.start(elsewhere)) {
      assertThat(
              execute(
                  "reputation",
                  "import",
                  "--conf",
                  other.conf("127.0.0.1").toString(),
                  file.toString()))
          .isZero();
      assertThat(other.memory.records()).isEqualTo(memory.records());
    }
    assertThat(out.toString()).isEqualTo("20000 records were joined with what is remembered.\n");
  }

  @Test
  void anExportToTheStandardOutputHasItsSizeSaidElsewhere() throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    System.setOut(new PrintStream(data, true, StandardCharsets.ISO_8859_1));
    try {
      assertThat(run("export", "-")).isZero();
    } finally {
      System.setOut(before);
    }
    assertThat(err.toString())
        .isEqualTo("gate64: " + data.size() + " bytes were written to the standard output.\n");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(data.toByteArray()))).isNotEmpty();
  }

  @Test
  void anExportThatBreaksOffLeavesTheOneBefore() throws IOException {
    memory.breakDown();
    Path file = Files.writeString(directory.resolve("export"), "the one before");

    assertThat(run("export", file.toString())).isEqualTo(3);
    assertThat(err.toString()).startsWith("gate64: the connection to " + node.url() + "/ (");

    assertThat(file).hasContent("the one before");
    assertThat(directory.resolve("export.new")).doesNotExist();
  }

  @Test
  void aDamagedImportIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("export"), "nonsense\n");

    assertThat(run("import", file.toString())).isEqualTo(1);

    assertThat(err.toString())
        .isEqualTo("gate64: The import could not be read: Not in GZIP format\n");
    assertThat(directory.resolve("import.new")).doesNotExist();
  }

  @Test
  void anImportThatIsNotThereIsNamed() throws IOException {
    Path file = directory.resolve("none");

    assertThat(run("import", file.toString())).isEqualTo(1);
    assertThat(err.toString()).isEqualTo("gate64: " + file + ": there is no such file\n");
  }
}
