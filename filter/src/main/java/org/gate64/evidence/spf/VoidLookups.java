package org.gate64.evidence.spf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.gate64.net.DomainName;

/**
 * Counts the lookups of one check that lead to nothing (RFC 7208, section 4.6.4).
 *
 * <p>Whether a host without AAAA has an A record costs another question. It is put off until the
 * answer matters: within the limit all such hosts stay suspects that nobody asks about.
 */
final class VoidLookups {

  private final int limit;
  private final V4OnlyHosts v4OnlyHosts;
  private final Deque<DomainName> suspects = new ArrayDeque<>();
  private int certain;

  VoidLookups(int limit, V4OnlyHosts v4OnlyHosts) {
    this.limit = limit;
    this.v4OnlyHosts = v4OnlyHosts;
  }

  /** A lookup that leads to nothing in whatever family. */
  void add() {
    certain++;
  }

  /** A lookup of AAAA that leads to nothing. */
  void addWithoutAaaa(DomainName host) {
    switch (v4OnlyHosts) {
      case COUNT -> certain++;
      case IGNORE -> suspects.add(host);
    }
  }

  boolean exceeded() {
    return certain > limit;
  }

  /** Takes a host whose A records decide whether the limit is broken. */
  Optional<DomainName> nextSuspect() {
    boolean matters = !exceeded() && certain + suspects.size() > limit;
    return matters ? Optional.ofNullable(suspects.poll()) : Optional.empty();
  }
}
