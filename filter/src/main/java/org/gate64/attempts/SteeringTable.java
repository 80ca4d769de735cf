package org.gate64.attempts;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.gate64.net.Network;

/**
 * What became of steered mail, in all and by the network that was steered. Each mail counts once
 * for each fate. Any thread may count.
 *
 * <p>Only so many networks are kept. Where another comes, the one with the least mail goes, of
 * several the one least lately heard of: a flood from networks that come once each drives out its
 * like, and nobody who sends much. All are looked through for that, which with a thousand takes
 * some microseconds.
 */
public final class SteeringTable {

  /** What can become of a steered mail. */
  public enum Fate {
    /** It was refused for now, in the hope that it comes over IPv4. */
    ANSWERED,
    /** It came over IPv4. */
    FELL_BACK,
    /** It came in order over IPv6. */
    MENDED,
    /** It came over IPv6 as it was, until it was refused for good. */
    GIVEN_UP;

    /** The word in figures. */
    public String keyword() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** How much mail of one network had which fate. */
  public record Row(Network network, Map<Fate, Long> mails) {
    public Row {
      mails = Map.copyOf(mails);
    }

    public long of(Fate fate) {
      return mails.getOrDefault(fate, 0L);
    }
  }

  private final int capacity;
  private final Map<Fate, LongAdder> totals = new EnumMap<>(Fate.class);
  private final Map<Network, Map<Fate, Long>> rows = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Nothing has been counted.
   *
   * @param capacity how many networks are kept
   */
  public SteeringTable(int capacity) {
    this.capacity = capacity;
    for (Fate fate : Fate.values()) {
      totals.put(fate, new LongAdder());
    }
  }

  /** Counts a mail from that network. */
  public void count(Fate fate, Network network) {
    totals.getOrDefault(fate, new LongAdder()).increment();
    synchronized (rows) {
      if (rows.size() >= capacity && !rows.containsKey(network)) {
        dropLeast();
      }
      rows.computeIfAbsent(network, ignored -> new EnumMap<>(Fate.class))
          .merge(fate, 1L, Long::sum);
    }
  }

  /** How much mail had that fate so far, of all networks. */
  public long total(Fate fate) {
    return totals.getOrDefault(fate, new LongAdder()).sum();
  }

  /** The networks of which most mail was steered, the largest first. */
  public List<Row> most(int howMany) {
    Comparator<Row> bySteered = Comparator.comparingLong(row -> row.of(Fate.ANSWERED));
    synchronized (rows) {
      return rows.entrySet().stream()
          .map(row -> new Row(row.getKey(), row.getValue()))
          .sorted(bySteered.reversed().thenComparing(row -> row.network().toString()))
          .limit(howMany)
          .toList();
    }
  }

  private void dropLeast() {
    Network least = rows.keySet().iterator().next();
    long leastMail = Long.MAX_VALUE;
    for (Map.Entry<Network, Map<Fate, Long>> candidate : rows.entrySet()) {
      long mail = 0;
      for (long mails : candidate.getValue().values()) {
        mail += mails;
      }
      if (mail < leastMail) {
        leastMail = mail;
        least = candidate.getKey();
      }
    }
    rows.remove(least);
  }
}
