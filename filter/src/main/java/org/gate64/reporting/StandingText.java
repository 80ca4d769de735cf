package org.gate64.reporting;

import java.time.Instant;
import java.util.Optional;
import org.gate64.net.PlainText;
import org.gate64.reputation.Standing;
import org.gate64.reputation.Standings;

/** Standings in words. */
final class StandingText {

  private static final int LONGEST_NAME = 255;

  private final Indented text;
  private final Instant now;

  /**
   * @param now by which the age of what an operator set is told
   */
  StandingText(Indented text, Instant now) {
    this.text = text;
    this.now = now;
  }

  void write(Standings standings) {
    text.entry("network", state(standings.network()) + reason(standings.network()));
    text.entry(
        "domain", standings.speaker().map(this::domain).orElse("none speaks for the message"));
    shield(standings).ifPresent(words -> text.entry("shield", words));
    traffic(standings.traffic()).ifPresent(words -> text.entry("traffic", words));
  }

  private String domain(Standings.Speaker speaker) {
    String name = PlainText.visible(speaker.domain().toString(), LONGEST_NAME);
    return state(speaker.standing()) + name + "; " + reason(speaker.standing());
  }

  private static String state(Standing standing) {
    return standing.state().keyword() + ": ";
  }

  private String reason(Standing standing) {
    String score = "score " + StandingWords.score(standing);
    String record = StandingWords.record(standing);
    return switch (standing.basis()) {
      case OWN ->
          standing.record() > 0
              ? score + " of 1, with a record of its own that weighs " + record
              : "nothing is remembered of it";
      case INHERITED -> score + " of 1, for what is around it; its own record weighs " + record;
      case PINNED -> standing.pin().map(set -> PinText.of(set, now)).orElse("an operator said so");
    };
  }

  /** Nobody needs one in a network that is not bad. */
  private static Optional<String> shield(Standings standings) {
    return switch (standings.shield()) {
      case NONE ->
          standings.network().isBad()
              ? Optional.of("none: no domain speaks for the message whose word would count")
              : Optional.empty();
      case GOOD_DOMAIN ->
          Optional.of(
              "good-domain: one speaks for the message, so that the network's standing does not"
                  + " count");
      case PROBATION ->
          Optional.of(
              "probation: the domain is new in this network, and a few such messages an hour are"
                  + " let through");
    };
  }

  private static Optional<String> traffic(Standings.Traffic traffic) {
    String hourly = "about " + Math.round(traffic.hourly()) + " messages an hour; ";
    return traffic.allowed().map(allowed -> hourly + allowed + " are allowed");
  }
}
