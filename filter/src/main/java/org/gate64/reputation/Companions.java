package org.gate64.reputation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.gate64.net.DomainName;

/**
 * Which unrelated domains were seen in one network of late, as far as is needed to tell whether it
 * is shared by many: a few numbers made of names, and when each was last seen. Bounded; of more,
 * those seen last are kept.
 *
 * @param seen by the number of a domain, the hour since 1970
 */
public record Companions(Map<Integer, Integer> seen) {

  /** More than any sensible threshold. */
  static final int MOST = 32;

  private static final Companions NONE = new Companions(Map.of());

  public Companions {
    seen = Map.copyOf(seen);
  }

  /** Nobody seen. */
  public static Companions none() {
    return NONE;
  }

  /**
   * One domain seen.
   *
   * @param domain what all names of one owner have in common
   */
  public static Companions of(DomainName domain, Instant at) {
    return new Companions(Map.of(domain.toString().hashCode(), hour(at)));
  }

  /** Both together; the order does not matter, and twice is as once. */
  Companions union(Companions other) {
    if (other.seen.isEmpty()) {
      return this;
    }
    Map<Integer, Integer> union = new HashMap<>(seen);
    other.seen.forEach((domain, hour) -> union.merge(domain, hour, Math::max));
    return union.size() <= MOST ? new Companions(union) : new Companions(latest(union));
  }

  /** How many there were within a time. */
  int since(Instant now, Duration time) {
    int first = hour(now.minus(time));
    return (int) seen.values().stream().filter(hour -> hour >= first).count();
  }

  private static Map<Integer, Integer> latest(Map<Integer, Integer> all) {
    Comparator<Map.Entry<Integer, Integer>> lastSeenFirst =
        Map.Entry.<Integer, Integer>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey());
    Map<Integer, Integer> latest = new HashMap<>();
    all.entrySet().stream()
        .sorted(lastSeenFirst)
        .limit(MOST)
        .forEach(entry -> latest.put(entry.getKey(), entry.getValue()));
    return latest;
  }

  private static int hour(Instant at) {
    return (int) (at.getEpochSecond() / 3600);
  }
}
