package org.gate64.policy;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What is to be done about one finding, for whom and until when.
 *
 * @param action what is done
 * @param percent the share of networks it is done to, 0 to 100; the rest is only reported
 * @param until the last day (UTC) on which it is done; afterwards it is only reported
 */
public record Rule(Action action, int percent, Optional<LocalDate> until) {

  /** The action for everybody and for ever. */
  public static Rule always(Action action) {
    return new Rule(action, 100, Optional.empty());
  }
}
