package org.gate64.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gate64.net.DomainName;
import org.gate64.net.ListenAddress;

/** Reads where the daemon can be watched. */
final class AdminReader {

  private static final Notation<ListenAddress.Inet> LISTEN =
      new Notation<>(
          "inet:PORT@ADDRESS or inet6:PORT@[ADDRESS] (a unix socket will not do)",
          AdminReader::inet);
  private static final Notation<DomainName> NAME =
      new Notation<>("the name of a host", AdminReader::hostName);

  private AdminReader() {}

  static AdminSettings read(Section section, AdminSettings defaults) {
    AdminSettings admin =
        new AdminSettings(
            section.optional("listen", defaults.listen(), LISTEN),
            Set.copyOf(section.list("names", List.copyOf(defaults.names()), NAME)));
    section.finish();
    return admin;
  }

  static Optional<ListenAddress.Inet> inet(String text) {
    return ListenAddress.parse(text)
        .filter(ListenAddress.Inet.class::isInstance)
        .map(ListenAddress.Inet.class::cast);
  }

  /** A name within a site may be a single label. */
  private static Optional<DomainName> hostName(String text) {
    return DomainName.parse(text)
        .filter(name -> name.isHostName() || text.matches("[A-Za-z][A-Za-z0-9-]{0,62}"));
  }
}
