package org.gate64.dns;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.gate64.dns.LineAccounts.Account;
import org.gate64.dns.LineAccounts.Queue;

/**
 * Lookups that wait for their turn, and those under way. Not for many threads at once.
 *
 * <p>Of the payers the one goes first who has the fewest lookups under way, and among several the
 * one whose turn is longest ago; so whoever asks seldom overtakes whoever floods. The zones that
 * one payer asks about, or what {@link ZoneKey} takes for such, take turns. Within a zone it is
 * first come, first served.
 *
 * <p>Places under way and in line are bounded twice. Nobody takes more than a third of what is left
 * over: one payer comes to a quarter of all places, and n that flood for long to n of n + 3 parts,
 * so that for one more there is room at once (the dynamic threshold of Choudhury and Hahne,
 * IEEE/ACM Transactions on Networking 6, 1998). And a zone has a quarter of all places, of which
 * each payer again takes no more than a third of what is left over: a network whose part of a zone
 * is silent, as that of one customer among a provider's in {@code ip6.arpa}, does not hold up its
 * neighbours.
 *
 * <p>Whoever asks for what is under way already shares that answer, and needs no place. Payers who
 * wait for the same answer wait each in a line of their own, and all have it when the first of them
 * does.
 */
final class FairLine {

  private static final int ZONES_AT_LEAST = 4;

  /** Smaller bounds are not worth dividing among zones. */
  private static final int SMALLEST_SHARE = 4;

  private static final int PART_OF_WHAT_IS_LEFT = 3;

  private final int most;
  private final int longest;
  private final LineAccounts accounts = new LineAccounts();
  private final Map<DnsQuestion, Waiting> underWay = new HashMap<>();
  private final Map<DnsQuestion, Map<Payer, Waiting>> wanted = new HashMap<>();

  /** Accounts with a queue that is ready; to be taken out before they change. */
  private final TreeSet<Account> turns =
      new TreeSet<>(
          Comparator.<Account>comparingInt(account -> account.underWay)
              .thenComparingLong(account -> account.latestTurn));

  /** All who wait, the oldest first. */
  private final LinkedHashSet<Waiting> byAge = new LinkedHashSet<>();

  private long turn;

  /** For so many lookups under way, and so many waiting. */
  FairLine(int most, int longest) {
    this.most = most;
    this.longest = longest;
  }

  /**
   * Lets a payer wait for an answer, beside those who want to know the same; empty where there is
   * no room for it.
   *
   * @param until when it is to be sent away, no earlier than any that came before
   */
  Optional<Waiting> add(DnsQuestion question, Payer payer, long until) {
    Optional<Waiting> shared = shared(question, payer);
    if (shared.isPresent()) {
      return shared;
    }
    Queue queue = accounts.queue(payer, ZoneKey.of(question.name()), ++turn);
    if (!hasRoom(queue)) {
      accounts.forgetIfEmpty(queue);
      return Optional.empty();
    }
    Waiting waiting = new Waiting(question, until, queue);
    queue.waiting.add(waiting);
    queue.account.waiting++;
    queue.zone.waiting++;
    byAge.add(waiting);
    wanted.computeIfAbsent(question, first -> new LinkedHashMap<>()).put(payer, waiting);
    makeReady(queue);
    return Optional.of(waiting);
  }

  /** Takes out whose turn it is, if anybody may go; it is under way until {@link #ended}. */
  Optional<Waiting> next() {
    while (underWay.size() < most && !turns.isEmpty()) {
      Account account = turns.first();
      if (!mayTakeOneOf(most - underWay.size(), account.underWay)) {
        return Optional.empty();
      }
      Optional<Queue> queue = nextReady(account);
      if (queue.isPresent()) {
        return Optional.of(begin(queue.get()));
      }
      turns.remove(account);
    }
    return Optional.empty();
  }

  /** Makes room where a lookup was under way. */
  void ended(Waiting done) {
    underWay.remove(done.question());
    Queue queue = done.queue();
    turns.remove(queue.account);
    queue.underWay--;
    queue.account.underWay--;
    queue.zone.underWay--;
    List<Queue> held = List.copyOf(queue.zone.held);
    queue.zone.held.clear();
    held.forEach(this::makeReady);
    makeReady(queue);
    accounts.forgetIfEmpty(queue);
  }

  /** When the one who has waited longest is to be sent away. */
  Optional<Long> firstEnd() {
    Iterator<Waiting> oldest = byAge.iterator();
    return oldest.hasNext() ? Optional.of(oldest.next().until()) : Optional.empty();
  }

  /** Takes out the one who has waited longest, if its time is over. */
  Optional<Waiting> late(long now) {
    if (firstEnd().filter(end -> end - now <= 0).isEmpty()) {
      return Optional.empty();
    }
    Waiting first = byAge.iterator().next();
    leave(first);
    accounts.forgetIfEmpty(first.queue());
    return Optional.of(first);
  }

  /** Whether nothing is under way, nobody waits, and nothing is kept of those who did. */
  boolean isEmpty() {
    return underWay.isEmpty()
        && wanted.isEmpty()
        && byAge.isEmpty()
        && turns.isEmpty()
        && accounts.isEmpty();
  }

  private Optional<Waiting> shared(DnsQuestion question, Payer payer) {
    return Optional.ofNullable(underWay.get(question))
        .or(() -> Optional.ofNullable(wanted.getOrDefault(question, Map.of()).get(payer)));
  }

  private boolean hasRoom(Queue queue) {
    return mayTakeOneOf(longest - byAge.size(), queue.account.waiting)
        && mayTakeOneOf(share(longest) - queue.zone.waiting, queue.waiting.size());
  }

  /** The queue whose turn it is; those whose zone has no place left are held back. */
  private Optional<Queue> nextReady(Account account) {
    Iterator<Queue> ready = account.ready.iterator();
    while (ready.hasNext()) {
      Queue queue = ready.next();
      if (mayTakeOneOf(share(most) - queue.zone.underWay, queue.underWay)) {
        return Optional.of(queue);
      }
      ready.remove();
      queue.zone.held.add(queue);
    }
    return Optional.empty();
  }

  private Waiting begin(Queue queue) {
    Waiting next = queue.waiting.iterator().next();
    leave(next);
    Account account = queue.account;
    turns.remove(account);
    account.ready.remove(queue);
    queue.underWay++;
    account.underWay++;
    queue.zone.underWay++;
    account.latestTurn = ++turn;
    underWay.put(next.question(), next);
    makeReady(queue);
    letShare(next);
    return next;
  }

  private void letShare(Waiting begun) {
    for (Waiting same : List.copyOf(wanted.getOrDefault(begun.question(), Map.of()).values())) {
      leave(same);
      accounts.forgetIfEmpty(same.queue());
      var unused = begun.answer().thenAccept(same.answer()::complete);
    }
  }

  private void leave(Waiting waiting) {
    Queue queue = waiting.queue();
    byAge.remove(waiting);
    queue.waiting.remove(waiting);
    queue.account.waiting--;
    queue.zone.waiting--;
    wanted.computeIfPresent(
        waiting.question(),
        (question, all) -> {
          all.remove(waiting.payer());
          return all.isEmpty() ? null : all;
        });
    if (queue.waiting.isEmpty()) {
      queue.zone.held.remove(queue);
      queue.account.ready.remove(queue);
      if (queue.account.ready.isEmpty()) {
        turns.remove(queue.account);
      }
    }
  }

  /** Unless it is empty or held; its account has its turn again as soon as anything is ready. */
  private void makeReady(Queue queue) {
    if (!queue.waiting.isEmpty() && !queue.zone.held.contains(queue)) {
      queue.account.ready.add(queue);
    }
    if (!queue.account.ready.isEmpty()) {
      turns.add(queue.account);
    }
  }

  /** Whoever has nothing may take the last place. */
  private static boolean mayTakeOneOf(int left, int taken) {
    return left > 0 && taken < Math.max(1, left / PART_OF_WHAT_IS_LEFT);
  }

  private static int share(int whole) {
    return Math.max(SMALLEST_SHARE, whole / ZONES_AT_LEAST);
  }
}
