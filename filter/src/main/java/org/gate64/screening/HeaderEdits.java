package org.gate64.screening;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gate64.milter.session.Answer.HeaderChange;
import org.gate64.net.HeaderField;
import org.gate64.reporting.AuthenticationResults;

/**
 * Finds the fields that only this server may write, so that nobody else's are believed: those with
 * the verdict's name, and Authentication-Results under this server's name (RFC 8601, section 5).
 */
final class HeaderEdits {

  private HeaderEdits() {}

  /** The fields to remove, the last first, so that none changes the number of another. */
  static List<HeaderChange> removals(
      List<HeaderField> header, String verdictHeader, String authservId) {
    Map<String, Integer> seen = new HashMap<>();
    List<HeaderChange> removals = new ArrayList<>();
    for (HeaderField field : header) {
      int occurrence = seen.merge(field.name().toLowerCase(Locale.ROOT), 1, Integer::sum);
      boolean forged =
          field.is(verdictHeader)
              || (field.is(AuthenticationResults.NAME)
                  && AuthenticationResults.claims(field.value(), authservId));
      if (forged) {
        removals.add(new HeaderChange.Remove(field.name(), occurrence));
      }
    }
    Collections.reverse(removals);
    return removals;
  }
}
