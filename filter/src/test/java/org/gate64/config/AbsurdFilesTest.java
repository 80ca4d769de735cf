package org.gate64.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that would take the parser's stack, the heap or all day. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AbsurdFilesTest {

  @TempDir Path directory;

  @Test
  void deepBlocks() throws IOException {
    assertThat(problems("a {".repeat(100_000)))
        .containsExactly(":1: blocks and lists are nested more than 16 deep");
  }

  @Test
  void deepLists() throws IOException {
    assertThat(problems("listen = \n" + "[\n".repeat(100_000)))
        .containsExactly(":18: blocks and lists are nested more than 16 deep");
  }

  @Test
  void aKeyOfManyParts() throws IOException {
    assertThat(problems("a.".repeat(100_000) + "a = 1"))
        .containsExactly(":1: a key has more than 32 parts");
  }

  @Test
  void aKeyOfManyQuotedParts() throws IOException {
    assertThat(problems("\"a\".".repeat(100_000) + "a = 1"))
        .containsExactly(":1: a key has more than 32 parts");
  }

  @Test
  void substitutionsThatDoubleOneAnother() throws IOException {
    String doubling =
        IntStream.range(0, 40)
            .mapToObj(i -> "x" + (i + 1) + " = ${x" + i + "}${x" + i + "}\n")
            .collect(Collectors.joining());

    assertThat(problems("x0 = lol\n" + doubling))
        .containsExactly(":17: too many substitutions (${...} or +=) for files of this size");
  }

  @Test
  void aSubstitutionOfItself() throws IOException {
    assertThat(problems("socket-group = ${authserv-id}\nauthserv-id = ${socket-group}\n"))
        .singleElement()
        .asString()
        .contains("socket-group");
  }

  @Test
  void oneEndlessLine() throws IOException {
    assertThat(problems("socket-group = " + "x ".repeat(500_000)))
        .containsExactly(":1: more than 16384 characters in one line");
  }

  @Test
  void oneMillionBlocks() throws IOException {
    assertThat(problems("a{}\n".repeat(200_000)))
        .containsExactly(":6001: more than 6000 blocks and dots outside of quotes");
  }

  @Test
  void oneBlockInManyPieces() throws IOException {
    String pieces =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "dns.a" + i + " = 1\n")
            .collect(Collectors.joining());

    assertThat(problems(pieces)).hasSize(2_000);
    assertThat(problems(pieces.repeat(4)))
        .containsExactly(":6001: more than 6000 blocks and dots outside of quotes");
  }

  @Test
  void tenMegabytes() throws IOException {
    assertThat(problems("# nothing\n".repeat(1 << 20)))
        .containsExactly(": is longer than 1 MiB, with what it includes");
  }

  @Test
  void aFileThatIncludesItself() throws IOException {
    assertThat(problems("include \"gate64.conf\"\n"))
        .containsExactly(":1: included files include one another more than 4 deep");
  }

  @Test
  void numbersBeyondMeasure() throws IOException {
    assertThat(
            problems(
                """
                limits { sessions = 1e999999999, frame = %s, drain = 9999999999999999999999d }
                """
                    .formatted("9".repeat(10_000))))
        .hasSize(3);
  }

  @Test
  void bytesThatAreNoText() throws IOException {
    Files.write(directory.resolve("gate64.conf"), new byte[] {'a', '=', (byte) 0xff, '\n'});
    assertThat(problems()).containsExactly(": is not UTF-8 text");
  }

  @Test
  void everyShortRunOfSymbolsIsReadOrRefused() throws IOException {
    String[] symbols = {
      "{", "}", "[", "\"", "\"\"\"", "a", "=", ".", "${", "+=", ",", "\n", "#", "\\"
    };
    int runs = symbols.length * symbols.length * symbols.length * symbols.length;
    for (int run = 0; run < runs; run += 41) {
      StringBuilder text = new StringBuilder();
      for (int rest = run, i = 0; i < 4; i++, rest /= symbols.length) {
        text.append(symbols[rest % symbols.length]);
      }
      Path file = Files.writeString(directory.resolve("gate64.conf"), text);
      ReadResult result = ConfigurationReader.read(file);
      assertThat(result instanceof ReadResult.Invalid invalid && invalid.problems().isEmpty())
          .as("refused without a reason: %s", text)
          .isFalse();
    }
  }

  private List<String> problems(String text) throws IOException {
    Files.writeString(directory.resolve("gate64.conf"), text);
    return problems();
  }

  /** The problems without the name of the file. */
  private List<String> problems() {
    Path file = directory.resolve("gate64.conf");
    ReadResult result = ConfigurationReader.read(file);
    assertThat(result).isInstanceOf(ReadResult.Invalid.class);
    return ((ReadResult.Invalid) result)
        .problems().stream()
            .map(problem -> problem.toString().substring(file.toString().length()))
            .toList();
  }
}
