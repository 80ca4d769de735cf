package org.gate64.reporting;

import java.util.Optional;
import org.gate64.net.MailPath;

/**
 * To whom a message goes.
 *
 * @param count how many recipients the client has named
 * @param first the one named first; empty while there is none
 */
public record Recipients(int count, Optional<MailPath> first) {

  /** Nobody has been named yet. */
  public static Recipients none() {
    return new Recipients(0, Optional.empty());
  }

  /** These and another. */
  public Recipients and(MailPath another) {
    return new Recipients(count + 1, first.or(() -> Optional.of(another)));
  }
}
