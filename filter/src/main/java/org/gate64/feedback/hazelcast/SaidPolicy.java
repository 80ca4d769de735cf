package org.gate64.feedback.hazelcast;

import org.gate64.feedback.Said;

/** What both halves heard of one message is joined. Made by Hazelcast, by name. */
final class SaidPolicy extends Joining<Said> {

  SaidPolicy() {
    super(Said::join);
  }
}
