package org.gate64.feedback.hazelcast;

import org.gate64.feedback.Balance;

/** Of two balances of one account the later counts. Made by Hazelcast, by name. */
final class BalancePolicy extends Joining<Balance> {

  BalancePolicy() {
    super(Balance::join);
  }
}
