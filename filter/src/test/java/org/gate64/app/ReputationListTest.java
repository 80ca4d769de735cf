package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import org.gate64.reputation.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a node tells of many. */
class ReputationListTest extends CommandsAtANode {

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
}
