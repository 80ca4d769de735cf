package org.gate64.feedback.report;

import java.util.Optional;

/**
 * What somebody has handed in, as it came from outside.
 *
 * @param verdict the top-most verdict field of the message that is spoken of; empty where it has
 *     none
 * @param complaint what a report says of it; empty where it is no report
 */
public record Reported(Optional<String> verdict, Optional<Complaint> complaint) {

  /** No message was found. */
  static final Reported NOTHING = itself(Optional.empty());

  private static final String TICKET = "ticket=";

  static Reported itself(Optional<String> verdict) {
    return new Reported(verdict, Optional.empty());
  }

  /** This, if it is a report's. */
  Reported ofReport() {
    return complaint.isPresent() ? this : NOTHING;
  }

  /** The ticket in the verdict: its last part. */
  public Optional<String> ticket() {
    return verdict
        .map(value -> value.substring(value.lastIndexOf(';') + 1).strip())
        .filter(part -> part.startsWith(TICKET))
        .map(part -> part.substring(TICKET.length()));
  }
}
