package org.gate64.evidence.fcrdns;

import java.util.List;
import org.gate64.net.DomainName;

/** Whether the client's address has a name that resolves back to it. */
public sealed interface FcrdnsResult {

  /** The address has this name, and the name this address. */
  record Confirmed(DomainName name) implements FcrdnsResult {}

  /**
   * The address has names, and none of them resolves back to it.
   *
   * @param names those that were tried; empty where the pointers led to nothing that is a name
   */
  record Unconfirmed(List<DomainName> names) implements FcrdnsResult {
    public Unconfirmed {
      names = List.copyOf(names);
    }
  }

  /** The address has no PTR record. */
  record NoPointer() implements FcrdnsResult {}

  /**
   * DNS would not say, so nothing is known.
   *
   * @param detail which question failed and how, for people
   */
  record Unavailable(String detail) implements FcrdnsResult {}
}
