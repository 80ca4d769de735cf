package org.gate64.dns;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * Lookups that wait for their turn, and the count of those under way. Each zone, or what {@link
 * ZoneKey} takes for one, has a line of its own. Zones take turns, and none may have more than its
 * share under way or waiting, so that one whose servers are slow delays nobody but itself. Within a
 * zone it is first come, first served. Not for many threads at once.
 */
final class FairLine {

  private static final int ZONES_AT_LEAST = 4;

  /** Smaller bounds are not worth dividing. */
  private static final int SMALLEST_SHARE = 4;

  /** One lookup; every one is another, whatever it asks. */
  static final class Waiting {
    private final DnsQuestion question;
    private final CompletableFuture<DnsAnswer> answer = new CompletableFuture<>();
    private final long until;
    private final Zone zone;

    private Waiting(DnsQuestion question, long until, Zone zone) {
      this.question = question;
      this.until = until;
      this.zone = zone;
    }

    DnsQuestion question() {
      return question;
    }

    CompletableFuture<DnsAnswer> answer() {
      return answer;
    }
  }

  private static final class Zone {
    private final long key;
    private final Queue<Waiting> line = new ArrayDeque<>();
    private int underWay;

    private Zone(long key) {
      this.key = key;
    }
  }

  private final int most;
  private final int longest;
  private final Map<Long, Zone> zones = new HashMap<>();

  /** The zones that may have a lookup begun, in the order in which they may. */
  private final LinkedHashSet<Zone> turns = new LinkedHashSet<>();

  /** All who wait, the oldest first. */
  private final LinkedHashSet<Waiting> byAge = new LinkedHashSet<>();

  private int underWay;

  /** For so many lookups under way, and so many waiting. */
  FairLine(int most, int longest) {
    this.most = most;
    this.longest = longest;
  }

  /**
   * Lets a lookup wait; empty where there is no room for it.
   *
   * @param until when it is to be sent away, no earlier than any that came before
   */
  Optional<Waiting> add(DnsQuestion question, long until) {
    Zone zone = zones.computeIfAbsent(ZoneKey.of(question.name()), Zone::new);
    if (underWay + byAge.size() >= most + longest
        || zone.underWay + zone.line.size() >= share(most) + share(longest)) {
      forget(zone);
      return Optional.empty();
    }
    Waiting waiting = new Waiting(question, until, zone);
    zone.line.add(waiting);
    byAge.add(waiting);
    queue(zone);
    return Optional.of(waiting);
  }

  /** Takes out whose turn it is, if anybody may go; it is under way until {@link #ended}. */
  Optional<Waiting> next() {
    if (underWay >= most || turns.isEmpty()) {
      return Optional.empty();
    }
    Zone zone = turns.iterator().next();
    turns.remove(zone);
    Waiting next = zone.line.remove();
    byAge.remove(next);
    zone.underWay++;
    underWay++;
    queue(zone);
    return Optional.of(next);
  }

  /** Makes room where a lookup was under way. */
  void ended(Waiting done) {
    done.zone.underWay--;
    underWay--;
    queue(done.zone);
    forget(done.zone);
  }

  /** When the one who has waited longest is to be sent away. */
  Optional<Long> firstEnd() {
    Iterator<Waiting> oldest = byAge.iterator();
    return oldest.hasNext() ? Optional.of(oldest.next().until) : Optional.empty();
  }

  /** Takes out the one who has waited longest, if its time is over. */
  Optional<Waiting> late(long now) {
    if (firstEnd().filter(end -> end - now <= 0).isEmpty()) {
      return Optional.empty();
    }
    Waiting first = byAge.iterator().next();
    byAge.remove(first);
    Zone zone = first.zone;
    zone.line.remove();
    if (zone.line.isEmpty()) {
      turns.remove(zone);
    }
    forget(zone);
    return Optional.of(first);
  }

  private void queue(Zone zone) {
    if (!zone.line.isEmpty() && zone.underWay < share(most)) {
      turns.add(zone);
    }
  }

  private void forget(Zone zone) {
    if (zone.underWay == 0 && zone.line.isEmpty()) {
      zones.remove(zone.key);
    }
  }

  private static int share(int whole) {
    return Math.max(SMALLEST_SHARE, whole / ZONES_AT_LEAST);
  }
}
