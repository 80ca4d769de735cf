package org.gate64.feedback;

/** What a text that is to be a ticket turned out to be. */
public sealed interface TicketReading {

  /**
   * A ticket of ours.
   *
   * @param id no other ticket has it
   */
  record Valid(Ticket ticket, String id) implements TicketReading {}

  /** None that is good for anything. */
  enum Bad implements TicketReading {
    /** No ticket at all, or one of a later version. */
    MALFORMED,
    /** Not signed with any key that is known here. */
    FORGED,
    /** Signed with one, but too long ago. */
    TOO_OLD,
    /** Signed with one, for a time that has not come yet. */
    AHEAD
  }
}
