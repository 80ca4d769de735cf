package org.gate64.screening;

import java.util.Locale;
import java.util.Set;
import org.gate64.net.MailPath;

/**
 * Recipients that only those write to who guess or harvest addresses.
 *
 * @param addresses {@code user@domain}, or {@code @domain} for all of a domain, in lower case
 */
record Traps(Set<String> addresses) {

  boolean holds(MailPath recipient) {
    String address = recipient.text().toLowerCase(Locale.ROOT);
    return addresses.contains(address)
        || addresses.contains(address.substring(Math.max(0, address.lastIndexOf('@'))));
  }
}
