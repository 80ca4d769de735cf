package org.gate64.screening;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gate64.milter.session.Answer.HeaderChange;
import org.gate64.net.HeaderField;
import org.gate64.reporting.AuthenticationResults;

/**
 * Finds the fields that only this server may write, so that nobody else's are believed: those with
 * the verdict's name, and Authentication-Results under this server's name (RFC 8601, section 5).
 * Keeps numbers, not fields.
 */
final class ForgedFields {

  /**
   * Mail servers look for each field to be removed from the top, so that many cost them dearly. No
   * honest message has any.
   */
  private static final int MOST = 100;

  private final String verdictHeader;
  private final String authservId;
  private final List<HeaderChange> removals = new ArrayList<>();
  private boolean tooMany;
  private int verdicts;
  private int results;

  ForgedFields(String verdictHeader, String authservId) {
    this.verdictHeader = verdictHeader;
    this.authservId = authservId;
  }

  /** Takes the next field of the message, from the top. */
  void see(HeaderField field) {
    if (field.is(verdictHeader)) {
      remove(verdictHeader, ++verdicts);
    } else if (field.is(AuthenticationResults.NAME)) {
      results++;
      if (AuthenticationResults.claims(field.value(), authservId)) {
        remove(AuthenticationResults.NAME, results);
      }
    }
  }

  /** Whether there are more than can be removed; such a message must not be delivered. */
  boolean tooMany() {
    return tooMany;
  }

  /** The fields to remove, the last first, so that none changes the number of another. */
  List<HeaderChange> removals() {
    List<HeaderChange> lastFirst = new ArrayList<>(removals);
    Collections.reverse(lastFirst);
    return lastFirst;
  }

  private void remove(String name, int occurrence) {
    if (removals.size() < MOST) {
      removals.add(new HeaderChange.Remove(name, occurrence));
    } else {
      tooMany = true;
    }
  }
}
