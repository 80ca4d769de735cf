package org.gate64.config;

import java.util.Optional;
import java.util.Set;
import org.gate64.net.DomainName;
import org.gate64.net.ListenAddress;

/**
 * The interface for those who watch over the daemon.
 *
 * @param listen where it answers over HTTP; empty: nowhere
 * @param names what requests may call this host, beside its addresses and {@code localhost}
 */
public record AdminSettings(Optional<ListenAddress.Inet> listen, Set<DomainName> names) {

  public AdminSettings {
    names = Set.copyOf(names);
  }

  static AdminSettings defaults() {
    return new AdminSettings(AdminReader.inet("inet:8865@127.0.0.1"), Set.of());
  }
}
