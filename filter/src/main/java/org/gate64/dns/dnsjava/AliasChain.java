package org.gate64.dns.dnsjava;

import java.util.HashSet;
import java.util.Set;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;

/** The CNAMEs followed from the name that was asked for (RFC 1034, section 3.6.2). */
final class AliasChain {

  private static final int LONGEST = 16;

  private final Set<Name> visited = new HashSet<>();
  private Name end;
  private long timeToLive = Integer.MAX_VALUE;

  AliasChain(Name start) {
    this.end = start;
    visited.add(start);
  }

  /** The name that the chain has led to so far. */
  Name end() {
    return end;
  }

  /** How many CNAMEs have been followed. */
  int length() {
    return visited.size() - 1;
  }

  /** The least time to live of all the CNAMEs followed, in seconds. */
  long timeToLive() {
    return timeToLive;
  }

  /** Goes one step on; false where that would make a loop, or the chain too long. */
  boolean follow(CNAMERecord alias, long aliasTimeToLive) {
    if (length() == LONGEST || !visited.add(alias.getTarget())) {
      return false;
    }
    end = alias.getTarget();
    timeToLive = Math.min(timeToLive, aliasTimeToLive);
    return true;
  }
}
