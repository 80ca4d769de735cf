package org.gate64.feedback;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.gate64.reputation.Attribution;

/**
 * What it takes to have a recipient's word count for the right ones later.
 *
 * @param verdict the id of the message's verdict
 * @param at when the message was judged, to the second
 * @param whom those whom it counts for
 */
public record Ticket(String verdict, Instant at, Attribution whom) {

  /** Cuts the time to the second, so that what is read is what was written. */
  public Ticket {
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }
}
