package org.gate64.feedback.hazelcast;

import org.gate64.feedback.Said;

/** Of two words of one message the later counts. Made by Hazelcast, by name. */
final class SaidPolicy extends Joining<Said> {

  SaidPolicy() {
    super(Said::join);
  }
}
