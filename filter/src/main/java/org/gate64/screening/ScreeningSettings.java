package org.gate64.screening;

import java.util.Optional;
import java.util.Set;
import org.gate64.net.HeaderField;
import org.gate64.net.Network;
import org.gate64.net.NetworkTable;

/**
 * How messages are screened.
 *
 * @param trusted networks whose mail is never judged
 * @param authservId the name to report under (RFC 8601, section 2.5); empty for the mail server's
 *     own
 * @param verdictHeader the name of the field that carries the verdict
 * @param authenticationResults whether to report in Authentication-Results too
 * @param mark the field that the action "mark" adds, its value as after the colon and a space;
 *     empty for none
 * @param limits how much of a message's header is looked at
 * @param traps recipients that only those write to who guess or harvest addresses: {@code
 *     user@domain}, or {@code @domain} for all of a domain, in lower case
 */
public record ScreeningSettings(
    NetworkTable<Network> trusted,
    Optional<String> authservId,
    String verdictHeader,
    AuthenticationResultsField authenticationResults,
    Optional<HeaderField> mark,
    HeaderLimits limits,
    Set<String> traps) {

  /** Whether Authentication-Results is written; forged ones are removed in any case. */
  public enum AuthenticationResultsField {
    WRITTEN,
    LEFT_OUT
  }
}
