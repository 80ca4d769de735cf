package org.gate64.admin;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;

/**
 * The names that requests may give this host. A page of a hostile site can have its own name lead
 * to this host ("DNS rebinding"); the reader's browser, which may reach what the site cannot, then
 * takes the answers for the site's own and lets it read them. The field {@code Host} still holds
 * the site's name, so only known names are answered. An address leads nowhere but to itself, hence
 * any address will do, also that of a tunnel or of a translation on the way.
 */
final class HostNames {

  private static final DomainName LOCALHOST = DomainName.parse("localhost").orElseThrow();

  /** RFC 9110, section 7.2; a name has at most 253 characters. */
  private static final Pattern HOST =
      Pattern.compile(
          "(?:\\[(?<ipv6>[0-9A-Fa-f:.]{2,45})]|(?<name>[!-9;-~]{1,254}))(?::\\d{0,5})?");

  private final Set<DomainName> known;

  HostNames(Set<DomainName> known) {
    this.known = Set.copyOf(known);
  }

  /** Whether a request with this {@code Host} is meant for us. */
  boolean include(String host) {
    Matcher parts = HOST.matcher(host);
    if (!parts.matches()) {
      return false;
    }
    String ipv6 = parts.group("ipv6");
    if (ipv6 != null) {
      return isIpv6(ipv6);
    }
    String name = parts.group("name");
    return isIpv4(name) || DomainName.parse(name).filter(this::isKnown).isPresent();
  }

  /** All below localhost is this host too (RFC 6761, section 6.3). */
  private boolean isKnown(DomainName name) {
    return name.isWithin(LOCALHOST) || known.contains(name);
  }

  private static boolean isIpv4(String text) {
    return text.indexOf(':') < 0 && ClientAddress.parse(text).isPresent();
  }

  private static boolean isIpv6(String text) {
    return text.indexOf(':') >= 0 && ClientAddress.parse(text).isPresent();
  }
}
