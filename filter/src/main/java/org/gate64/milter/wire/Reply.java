package org.gate64.milter.wire;

import java.util.List;
import java.util.Map;
import org.nightcode.milter.MacroPlace;

/** What gate64 says to a mail server. Texts must not hold NUL; they come from gate64 itself. */
public sealed interface Reply {

  /**
   * The answer to an offer.
   *
   * @param version the version to speak
   * @param actions what gate64 may ask for
   * @param steps which steps and replies are left out
   * @param macros the names (without braces) wanted at each stage; empty to leave it to the server
   */
  record Negotiated(int version, int actions, int steps, Map<MacroPlace, List<String>> macros)
      implements Reply {
    public Negotiated {
      macros = Map.copyOf(macros);
    }
  }

  /** Go on; at the end of a message: deliver it. */
  record Continue() implements Reply {}

  /** Refuse with the mail server's own words for a temporary error. */
  record Tempfail() implements Reply {}

  /**
   * Refuse with a reply of gate64's own.
   *
   * @param line {@code 550 5.7.25 text}, printable ASCII without {@code %}
   */
  record ReplyCode(String line) implements Reply {}

  /**
   * Insert a header field.
   *
   * @param index how many fields go before it
   * @param value as after the colon, lines parted by LF
   */
  record InsertHeader(int index, String name, String value) implements Reply {}

  /**
   * Remove a header field.
   *
   * @param occurrence which of the fields of that name, counted from 1
   */
  record RemoveHeader(int occurrence, String name) implements Reply {}

  /** Take the message, but hold it. */
  record Quarantine(String reason) implements Reply {}
}
