package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Pin;
import org.gate64.reputation.Standing.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as an operator gives them, to a node with an admin interface of its own. */
@Timeout(60)
class ReputationCommandTest {

  private static final String NETWORK = "2001:db8:1:2::/64";

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private TestNode node;
  private MapMemory memory;

  @BeforeEach
  void start() throws IOException {
    node = TestNode.start(directory);
    memory = node.memory;
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void showTellsTheStandingAndWhereItComesFrom() throws IOException {
    memory.remember(NETWORK, Cause.TRAP, 50, TestNode.NOW.minus(Duration.ofDays(14)));
    memory.remember(NETWORK, Cause.ACCEPTED, 0.4, TestNode.NOW);
    memory.remember("2001:db8:1::/48", Cause.BAD_CHILD, 1, TestNode.NOW);

    assertThat(run("show", NETWORK)).isZero();

    assertThat(out.toString())
        .isEqualTo(
            """
            2001:db8:1:2::/64 is bad, by its own record
              score 0.154 (0 bad, 1 good), informed 0.75 of 1

            How the score came about, from 0.5 where nothing is known:
              score  prior  good    bad  memory  of
              0.500  20.00  0.00   0.00  long    2001:db8::/32
              0.444   8.00  0.00   1.00  long    2001:db8:1::/48
              0.444   4.00  0.00   0.00  long    2001:db8:1::/56
              0.137  10.00  0.40  25.00  long    2001:db8:1:2::/64
              0.154  20.00  0.40   0.00  short   2001:db8:1:2::/64

            2001:db8::/32
              nothing is remembered

            2001:db8:1::/48
              counts  weight  for
              bad      1.000  bad-child
              of late: good 0.00, bad 1.00, 0.0 messages an hour, 0.0 of them on probation
              counted by        start  flush  last at
              00000000000000a1      1      3  2026-11-24T10:15:30Z

            2001:db8:1::/56
              nothing is remembered

            2001:db8:1:2::/64
              counts  weight  for
              good     0.400  accepted
              bad     25.000  trap
              of late: good 0.40, bad 0.00, 0.0 messages an hour, 0.0 of them on probation
              counted by        start  flush  last at
              00000000000000a1      1      2  2026-11-24T10:15:30Z
            """);
  }

  @Test
  void showForProgramsHoldsTheSame() throws IOException {
    memory.remember("example.org", Cause.ACCEPTED, 0.2, TestNode.NOW);
    pin("example.org", "it is \u00fcs", Optional.of(TestNode.NOW.plusSeconds(60)));

    assertThat(run("show", "example.org", "--format", "json")).isZero();

    JsonNode subject = new ObjectMapper().readTree(out.toString()).at("/subjects/0");
    assertThat(subject.at("/subject").textValue()).isEqualTo("example.org");
    assertThat(subject.at("/standing").textValue()).isEqualTo("bad");
    assertThat(subject.at("/basis").textValue()).isEqualTo("pinned");
    assertThat(subject.at("/pin/reason").textValue()).isEqualTo("it is \u00fcs");
    assertThat(subject.at("/pin/until").textValue()).isEqualTo("2026-11-24T10:16:30Z");
    assertThat(subject.at("/levels/0/memory").textValue()).isEqualTo("long");
    assertThat(subject.at("/levels/0/good").doubleValue()).isEqualTo(0.2);
    assertThat(subject.at("/records/0/causes/accepted").doubleValue()).isEqualTo(0.2);
    assertThat(subject.at("/records/0/writers/0/id").textValue()).isEqualTo("00000000000000a1");
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2::25, 2001:db8:1:2::/64",
    "2001:DB8:1::/48, 2001:db8:1::/48",
    "192.0.2.1, 192.0.2.1/32",
    "::ffff:192.0.2.1, 192.0.2.1/32",
    "2002:c000:201::1, 192.0.2.1/32",
    "Example.ORG., example.org",
    "example.org from 2001:db8:1:2::25, example.org from 2001:db8:1:2::/64",
    "example.org from 192.0.2.0/24, example.org from 192.0.2.0/24"
  })
  void showTakesWhatOperatorsHaveAtHand(String given, String subject) throws IOException {
    assertThat(run("show", given)).isZero();
    assertThat(out.toString().lines().findFirst()).contains(subject + " is unknown");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001:db8::1/32",
        "nonsense",
        "300.1.1.1",
        "",
        " ",
        "a b.example",
        "x from y",
        "\u001b[31m"
      })
  void showSaysWhatItDoesNotUnderstand(String given) throws IOException {
    assertThat(run("show", given)).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("gate64: \"")
        .contains("is no address, no prefix (bits beyond its length are zero), no domain")
        .doesNotContain("\u001b");
  }

  /** In a network that many share, those who prove nothing are remembered by their address. */
  @Test
  void showTellsOfAnAddressOfItsOwnToo() throws IOException {
    memory.remember("2001:db8:1:2::25/128", Cause.TRAP, 50, TestNode.NOW);

    assertThat(run("show", "2001:db8:1:2::25")).isZero();

    assertThat(out.toString())
        .startsWith("2001:db8:1:2::/64 is unknown\n")
        .contains("\n2001:db8:1:2::25/128 is bad, by its own record\n");
  }

  @Test
  void whatAWiderNetworkWasSetToHolds() throws IOException {
    pin("2001:db8::/32", "bad\u001b[31m\nneighbours", Optional.empty());

    assertThat(run("show", "2001:db8:1:2::25")).isZero();

    assertThat(out.toString())
        .contains("2001:db8:1:2::/64 is bad, as it was set\n")
        .contains("2001:db8::/32 was set bad at 2026-11-24T10:15:30Z: bad?[31m?neighbours\n");
  }

  @Test
  void whatHasEndedDoesNot() throws IOException {
    pin("2001:db8::/32", "for a while", Optional.of(TestNode.NOW));

    assertThat(run("show", "2001:db8:1:2::25")).isZero();

    assertThat(out.toString()).startsWith("2001:db8:1:2::/64 is unknown\n");
  }

  @Test
  void listNamesThoseWithMostToRememberFirst() throws IOException {
    memory.remember("2001:db8:1:1::/64", Cause.TRAP, 50, TestNode.NOW);
    memory.remember("2001:db8:2:1::/64", Cause.TRAP, 100, TestNode.NOW);
    memory.remember("example.org", Cause.ACCEPTED, 75, TestNode.NOW);
    memory.remember("example.net", Cause.ACCEPTED, 0.2, TestNode.NOW);
    pin("example.com", "a reason", Optional.empty());

    assertThat(run("list", "--limit", "3")).isZero();

    assertThat(out.toString())
        .isEqualTo(
            """
            standing  basis  score  remembered  of
            bad       own    0.008      100.00  2001:db8:2:1::/64
            good      own    0.988       75.00  example.org
            bad       own    0.024       50.00  2001:db8:1:1::/64

            2 more, of whom less is remembered.
            """);
  }

  @Test
  void listPicksOutAStandingAndThoseThatWereSet() throws IOException {
    memory.remember("example.org", Cause.ACCEPTED, 75, TestNode.NOW);
    memory.remember("2001:db8:1:1::/64", Cause.TRAP, 50, TestNode.NOW);
    pin("example.com", "a reason", Optional.empty());

    assertThat(run("list", "--standing", "bad", "--format", "json")).isZero();

    JsonNode list = new ObjectMapper().readTree(out.toString());
    assertThat(list.at("/matching").intValue()).isEqualTo(2);
    assertThat(list.at("/subjects").findValuesAsText("subject"))
        .containsExactly("2001:db8:1:1::/64", "example.com");
    assertThat(list.at("/subjects").findValuesAsText("basis")).containsExactly("own", "pinned");
  }

  /** Most of its score is not its own: the blocks around it have to be known. */
  @Test
  void listJudgesByWhatIsAroundANetworkToo() throws IOException {
    memory.remember("2001:db8:1::/48", Cause.BAD_CHILD, 30, TestNode.NOW);
    memory.remember("2001:db8:1:1::/64", Cause.REFUSED, 0.2, TestNode.NOW);
    memory.remember("2001:db8:1:1::5/128", Cause.REFUSED, 0.2, TestNode.NOW);

    assertThat(run("list", "--standing", "bad")).isZero();

    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("bad +inherited .* 2001:db8:1:1::/64"))
        .anyMatch(line -> line.matches("bad +inherited .* 2001:db8:1:1::5/128"));
  }

  @Test
  void anEmptyListSaysSo() throws IOException {
    assertThat(run("list", "--standing", "good")).isZero();
    assertThat(out.toString()).isEqualTo("Nobody.\n");
  }

  @ParameterizedTest
  @CsvSource({"--standing, worse", "--limit, 0", "--limit, 10001", "--limit, -1"})
  void listSaysWhatItDoesNotTake(String option, String value) throws IOException {
    assertThat(run("list", option, value)).isEqualTo(1);
    assertThat(err.toString()).startsWith("gate64: A ").hasLineCount(1);
  }

  @Test
  void setHoldsUntilTheEndOfADay() throws IOException {
    assertThat(run("set", "2001:db8:1:2::25", "bad", "--reason", "sold", "--until", "2026-12-01"))
        .isZero();

    assertThat(out.toString())
        .isEqualTo("2001:db8:1:2::/64 is set bad until 2026-12-02T00:00:00Z.\n");
    assertThat(memory.pins().all())
        .containsEntry(
            MapMemory.subject(NETWORK),
            new Pin(
                State.BAD,
                "sold",
                TestNode.NOW,
                Optional.of(Instant.parse("2026-12-02T00:00:00Z"))));
  }

  @Test
  void setCanBeLifted() throws IOException {
    assertThat(run("set", "example.org", "good", "--reason", "our own")).isZero();
    assertThat(run("set", "example.org", "none")).isZero();

    assertThat(out.toString())
        .isEqualTo(
            """
            example.org is set good.
            example.org is not set any more; what is remembered counts again.
            """);
    assertThat(memory.pins().all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          example.org                      | bad  | x | 2026-11-23           | An end is needed that is still to come.
          example.org                      | bad  | x | 2026-11-24T10:15:30Z | An end is needed that is still to come.
          example.org                      | bad  | x | tomorrow             | An end is a day, 2027-03-31, or a time, 2027-03-31T12:00:00Z.
          example.org                      | bad  | x | +999999999-12-31     | An end is a day, 2027-03-31, or a time, 2027-03-31T12:00:00Z.
          example.org                      | bad  | x | 9999-12-31           | An end is before the year 10000; without one it never ends.
          example.org                      | bad  | x | +10000-01-01T00:00:00Z | An end is before the year 10000; without one it never ends.
          example.org                      | bad  | '' | 2027-01-01          | A reason is needed: one line of up to 200 characters.
          example.org                      | evil | x | 2027-01-01           | A standing to set is good, bad, or none to lift it.
          example.org from 2001:db8:1::/64 | bad  | x | 2027-01-01           | A pair cannot be set; set the domain or the network.
          """)
  void setSaysWhatItDoesNotTake(
      String subject, String standing, String reason, String until, String said)
      throws IOException {
    assertThat(run("set", subject, standing, "--reason", reason, "--until", until)).isEqualTo(1);
    assertThat(err.toString()).isEqualTo("gate64: " + said + "\n");
    assertThat(memory.pins().all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"two\nlines", "\u001b[31m"})
  void aReasonIsOneLineOfText(String reason) throws IOException {
    assertThat(run("set", "example.org", "bad", "--reason", reason)).isEqualTo(1);
    assertThat(memory.pins().all()).isEmpty();
  }

  @Test
  void forgetLeavesWhatWasSetAndSaysSo() throws IOException {
    memory.remember("example.org", Cause.TRAP, 50, TestNode.NOW);
    pin("example.org", "a reason", Optional.empty());

    assertThat(run("forget", "example.org")).isZero();

    assertThat(out.toString())
        .isEqualTo(
            """
            example.org is forgotten.
            It is still set bad; "set" with none lifts it.
            """);
    assertThat(memory.records()).isEmpty();
  }

  @Test
  void whatOneNodeExportsAnotherImports() throws IOException {
    for (int i = 0; i < 20_000; i++) {
      memory.remember("d" + i + ".example.org", Cause.TRAP, 5, TestNode.NOW);
    }
    Path file = directory.resolve("export");

    assertThat(run("export", file.toString())).isZero();
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

  /** Also where the refusal comes while much is still being sent. */
  @Test
  void aTokenOfAnotherNodeChangesNothing() throws IOException {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    AdminTokenFile.changes(Optional.of(elsewhere));
    Path large = Files.writeString(directory.resolve("large"), "x".repeat(20 << 20));

    for (List<String> command :
        List.of(List.of("forget", "example.org"), List.of("import", large.toString()))) {
      err.getBuffer().setLength(0);
      List<String> arguments = new ArrayList<>(command);
      arguments.add("--token-file");
      arguments.add(elsewhere.resolve("admin-token").toString());
      assertThat(run(arguments.toArray(String[]::new))).isEqualTo(1);
      assertThat(err.toString())
          .isEqualTo("gate64: Changes need the token: Authorization: Bearer TOKEN.\n");
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
    assertThat(out.toString()).isEqualTo("{\"version\":\"1\",\"long name\":\"?[0m\"}\n");
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

  private void pin(String subject, String reason, Optional<Instant> until) {
    memory.pin(MapMemory.subject(subject), new Pin(State.BAD, reason, TestNode.NOW, until)).join();
  }

  private int run(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("reputation", arguments[0]));
    all.addAll(List.of("--conf", node.conf("127.0.0.1").toString()));
    all.addAll(List.of(arguments).subList(1, arguments.length));
    return execute(all.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
