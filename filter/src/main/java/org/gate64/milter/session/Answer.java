package org.gate64.milter.session;

import java.util.List;
import java.util.Optional;

/** What becomes of a message. */
public sealed interface Answer {

  /**
   * Deliver it.
   *
   * @param changes to its header, in this order
   * @param hold why the mail server should hold it for a person to look at, if it should
   */
  record Deliver(List<HeaderChange> changes, Optional<String> hold) implements Answer {
    public Deliver {
      changes = List.copyOf(changes);
    }
  }

  /**
   * Refuse it.
   *
   * @param reply code, enhanced code and text: printable ASCII without {@code %}
   */
  record Refuse(String reply) implements Answer {}

  /** Refuse it for now, in the mail server's own words: gate64 broke down over it. */
  record Fail() implements Answer {}

  /** A change to a message's header. */
  sealed interface HeaderChange {

    /**
     * A new field above all others.
     *
     * @param value without the space behind the colon; lines parted by LF and white space
     */
    record Add(String name, String value) implements HeaderChange {}

    /**
     * One field less.
     *
     * @param occurrence which of the fields of that name, counted from 1, as the message came
     */
    record Remove(String name, int occurrence) implements HeaderChange {}
  }
}
