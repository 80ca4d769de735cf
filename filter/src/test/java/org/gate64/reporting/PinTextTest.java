package org.gate64.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gate64.reputation.Pin;
import org.gate64.reputation.Pins.Pinned;
import org.gate64.reputation.Standing.State;
import org.gate64.reputation.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinTextTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");

  @ParameterizedTest
  @CsvSource({
    "-PT5S, just now",
    "PT59S, just now",
    "PT1M, 1 minute ago",
    "PT59M59S, 59 minutes ago",
    "PT1H, 1 hour ago",
    "PT23H59M, 23 hours ago",
    "P1D, 1 day ago",
    "P400D, 400 days ago"
  })
  void saysHowLongItHasBeenSet(Duration age, String words) {
    assertThat(text(new Pin(State.BAD, "sold", NOW.minus(age), Optional.empty())))
        .contains(" (" + words + "), without end: sold");
  }

  @Test
  void whatSomebodyWroteBecomesVisibleAndShort() {
    assertThat(text(new Pin(State.BAD, "\u001b\n" + "x".repeat(999), NOW, Optional.of(NOW))))
        .startsWith("an operator set example.org bad at 2026-11-24T10:15:30Z (just now), until")
        .contains(": ??xxx")
        .hasSizeLessThan(400);
  }

  private static String text(Pin pin) {
    return PinText.of(new Pinned(Subject.parse("example.org").orElseThrow(), pin), NOW);
  }
}
