package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.gate64.policy.Action;
import org.junit.jupiter.api.Test;

class RecentVerdictsTest {

  private Instant now = Instant.parse("2026-11-24T10:15:30Z");
  private final RecentVerdicts verdicts = new RecentVerdicts(() -> now);

  @Test
  void countsByWhatWasDone() {
    verdicts.count(Action.ACCEPT);
    verdicts.count(Action.ACCEPT);
    verdicts.count(Action.REJECT);

    assertThat(verdicts.lastHour().text())
        .isEqualTo("accept 2, mark 0, quarantine 0, tempfail 0, steer 0, reject 1");
  }

  @Test
  void forgetsWhatIsAnHourAgo() {
    verdicts.count(Action.ACCEPT);
    pass(Duration.ofMinutes(59));
    verdicts.count(Action.ACCEPT);
    assertThat(verdicts.lastHour().text()).startsWith("accept 2,");

    pass(Duration.ofMinutes(1));
    assertThat(verdicts.lastHour().text()).startsWith("accept 1,");
    pass(Duration.ofDays(30));
    assertThat(verdicts.lastHour().text()).startsWith("accept 0,");
  }

  @Test
  void aClockThatGoesBackIsSurvived() {
    verdicts.count(Action.ACCEPT);
    pass(Duration.ofDays(-1));
    verdicts.count(Action.ACCEPT);

    assertThat(verdicts.lastHour().text()).startsWith("accept 1,");
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
