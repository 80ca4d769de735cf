package org.gate64.dns;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/**
 * What each payer has under way and waiting, and each zone; nothing is kept of those that have
 * neither. {@link FairLine} does the counting.
 */
final class LineAccounts {

  /** What one payer asks about one zone, first come, first served. */
  static final class Queue {
    final Account account;
    final Zone zone;
    final LinkedHashSet<Waiting> waiting = new LinkedHashSet<>();
    int underWay;

    private Queue(Account account, Zone zone) {
      this.account = account;
      this.zone = zone;
    }
  }

  /** What one payer asks. */
  static final class Account {
    final Payer payer;

    /** Those that may have a lookup begun, as far as is known, in the order of their turns. */
    final LinkedHashSet<Queue> ready = new LinkedHashSet<>();

    /** When the payer had its latest turn, or came in; of no two accounts the same. */
    long latestTurn;

    int waiting;
    int underWay;

    private final Map<Zone, Queue> queues = new HashMap<>();

    private Account(Payer payer, long latestTurn) {
      this.payer = payer;
      this.latestTurn = latestTurn;
    }
  }

  /** What all payers ask about one zone. */
  static final class Zone {

    /** Those for which there was no place in this zone when their turn came. */
    final LinkedHashSet<Queue> held = new LinkedHashSet<>();

    int waiting;
    int underWay;

    private final long key;

    private Zone(long key) {
      this.key = key;
    }
  }

  private final Map<Payer, Account> accounts = new HashMap<>();
  private final Map<Long, Zone> zones = new HashMap<>();

  /**
   * The queue of a payer for a zone, made where there is none.
   *
   * @param turn for a payer that comes in
   */
  Queue queue(Payer payer, long zoneKey, long turn) {
    Account account = accounts.computeIfAbsent(payer, first -> new Account(first, turn));
    Zone zone = zones.computeIfAbsent(zoneKey, Zone::new);
    return account.queues.computeIfAbsent(zone, first -> new Queue(account, first));
  }

  /** Lets go of a queue, and of its payer and zone, where nothing is left of them. */
  void forgetIfEmpty(Queue queue) {
    Account account = queue.account;
    Zone zone = queue.zone;
    if (queue.underWay == 0 && queue.waiting.isEmpty()) {
      account.queues.remove(zone);
    }
    if (account.queues.isEmpty()) {
      accounts.remove(account.payer);
    }
    if (zone.underWay == 0 && zone.waiting == 0) {
      zones.remove(zone.key);
    }
  }

  /** Whether it knows of nobody. */
  boolean isEmpty() {
    return accounts.isEmpty() && zones.isEmpty();
  }
}
