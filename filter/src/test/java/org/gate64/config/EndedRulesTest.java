package org.gate64.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndedRulesTest {

  private static final String RULES =
      """
      policy {
        ipv6.on { no-ptr = { action = reject, until = "2026-11-23" }, rate = accept }
        ipv4.on.dmarc-fail = { action = mark, percent = 10, until = "2026-11-24" }
        networks = [
          { match = "2001:db8:1::/48", on { no-ptr = { action = mark, until = "2026-10-31" } } }
          { match = "2001:db8:2::/48", on { rate = tempfail } }
        ]
      }
      """;

  @TempDir Path directory;

  @Test
  void aRuleHasEndedOnTheDayAfterItsLast() throws IOException {
    assertThat(on("2026-10-31")).isEmpty();
    assertThat(on("2026-11-24"))
        .containsExactly(
            "policy.ipv6.on.no-ptr: its last day, 2026-11-23, is over; it is only reported on now",
            "policy.networks (2001:db8:1::/48).on.no-ptr: its last day, 2026-10-31, is over; it is"
                + " only reported on now");
    assertThat(on("2026-11-25"))
        .hasSize(3)
        .first()
        .asString()
        .startsWith("policy.ipv4.on.dmarc-fail: its last day, 2026-11-24,");
  }

  private List<String> on(String today) throws IOException {
    Configuration configuration = new ConfigurationFile(directory).valid(RULES);
    return EndedRules.of(configuration, LocalDate.parse(today));
  }
}
