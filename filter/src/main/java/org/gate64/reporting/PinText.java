package org.gate64.reporting;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.gate64.net.PlainText;
import org.gate64.reputation.Pin;
import org.gate64.reputation.Pins.Pinned;

/** What an operator has set, in words. */
public final class PinText {

  private static final int LONGEST_SUBJECT = 320;
  private static final int LONGEST_REASON = 200;

  private PinText() {}

  /** For whom, when and how long ago, until when, and why; one line of printable ASCII. */
  public static String of(Pinned pinned, Instant now) {
    Pin pin = pinned.pin();
    return "an operator set "
        + PlainText.visible(pinned.of().toString(), LONGEST_SUBJECT)
        + " "
        + pin.state().keyword()
        + " at "
        + time(pin.since())
        + " ("
        + ago(Duration.between(pin.since(), now))
        + "), "
        + pin.until().map(end -> "until " + time(end)).orElse("without end")
        + ": "
        + PlainText.visible(pin.reason(), LONGEST_REASON);
  }

  /** To the second, in UTC. */
  public static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** In the largest unit that is full; another node's clock may be ahead. */
  private static String ago(Duration age) {
    if (age.toDays() > 0) {
      return many(age.toDays(), "day");
    }
    if (age.toHours() > 0) {
      return many(age.toHours(), "hour");
    }
    return age.toMinutes() > 0 ? many(age.toMinutes(), "minute") : "just now";
  }

  private static String many(long number, String unit) {
    return number + " " + unit + (number == 1 ? " ago" : "s ago");
  }
}
