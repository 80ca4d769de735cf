package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Pin;
import org.gate64.reputation.Standing.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node tells of one subject. */
class ReputationShowTest extends CommandsAtANode {

  private static final String NETWORK = "2001:db8:1:2::/64";

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
        .contains(
            "\n  an operator set 2001:db8::/32 bad at 2026-11-24T10:15:30Z (just now), without end:"
                + " bad?[31m?neighbours\n");
  }

  @Test
  void showTellsSinceWhenAndUntilWhenSomethingIsSet() throws IOException {
    Pin pin =
        new Pin(
            State.GOOD,
            "our own",
            TestNode.NOW.minus(Duration.ofDays(3).plusHours(5)),
            Optional.of(TestNode.NOW.plusSeconds(60)));
    memory.pin(MapMemory.subject("example.org"), pin).join();

    assertThat(run("show", "example.org")).isZero();
    assertThat(out.toString())
        .contains(
            "an operator set example.org good at 2026-11-21T05:15:30Z (3 days ago), until"
                + " 2026-11-24T10:16:30Z: our own\n");
    out.getBuffer().setLength(0);
    assertThat(run("show", "example.org", "--format", "json")).isZero();
    assertThat(new ObjectMapper().readTree(out.toString()).at("/subjects/0/pin/ageSeconds"))
        .hasToString("277200");
  }

  @Test
  void whatHasEndedDoesNot() throws IOException {
    pin("2001:db8::/32", "for a while", Optional.of(TestNode.NOW));

    assertThat(run("show", "2001:db8:1:2::25")).isZero();

    assertThat(out.toString()).startsWith("2001:db8:1:2::/64 is unknown\n");
  }
}
