package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Pin;
import org.gate64.reputation.Standing.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators may say against what is remembered. */
class ReputationSetTest extends CommandsAtANode {

  private static final String NETWORK = "2001:db8:1:2::/64";

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

  @Test
  void liftingWhatWasNeverSetSaysSo() throws IOException {
    pin("2001:db8::/32", "neighbours", Optional.empty());

    assertThat(run("set", "example.org", "none")).isZero();
    assertThat(run("set", "2001:db8:1:2::25", "none")).isZero();

    assertThat(out.toString())
        .isEqualTo(
            """
            example.org was not set itself; what is remembered counts.
            2001:db8:1:2::/64 was not set itself; 2001:db8::/32 around it is set bad.
            """);
    assertThat(memory.pins().all()).hasSize(1);
  }

  @Test
  void setWithoutAReasonSaysWhatIsMissing() throws IOException {
    assertThat(run("set", "example.org", "bad")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "gate64: A reason is needed, for whoever wonders later; for example: --reason \"sold to"
                + " a spammer\".\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          example.org                      | bad  | x | 2026-11-23           | That end is past: 2026-11-24T00:00:00Z; it is 2026-11-24T10:15:30Z.
          example.org                      | bad  | x | 2026-11-24T10:15:30Z | That end is past: 2026-11-24T10:15:30Z; it is 2026-11-24T10:15:30Z.
          example.org                      | bad  | x | tomorrow             | An end is a day, 2027-03-31, or a time, 2027-03-31T12:00:00Z.
          example.org                      | bad  | x | +999999999-12-31     | An end is a day, 2027-03-31, or a time, 2027-03-31T12:00:00Z.
          example.org                      | bad  | x | 9999-12-31           | An end is before the year 10000; without one it never ends.
          example.org                      | bad  | x | +10000-01-01T00:00:00Z | An end is before the year 10000; without one it never ends.
          example.org                      | bad  | '' | 2027-01-01          | A reason is needed, for whoever wonders later; for example: --reason "sold to a spammer".
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
    assertThat(err.toString()).isEqualTo("gate64: A reason is one line of up to 200 characters.\n");
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
}
