package org.gate64.feedback.local;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Values for some time after they were written, and of too many those that were written last. Any
 * thread may use it.
 */
final class Recent<V> {

  private final V nothing;
  private final long keep;
  private final int most;
  private final Ticker ticker;

  /** What was written longest ago comes first. */
  private final Map<String, Written<V>> entries = new LinkedHashMap<>();

  private record Written<V>(V value, long nanos) {}

  /**
   * Empty.
   *
   * @param nothing the value where there is none
   * @param keep for how long after it was written there is one
   */
  Recent(V nothing, Duration keep, int most, Ticker ticker) {
    this.nothing = nothing;
    this.keep = keep.toNanos();
    this.most = most;
    this.ticker = ticker;
  }

  synchronized V get(String key) {
    return Optional.ofNullable(entries.get(key))
        .filter(written -> !isOver(written))
        .map(Written::value)
        .orElse(nothing);
  }

  /** Changes a value, unless it is to stay as it is. Answers with the one before. */
  synchronized V change(String key, UnaryOperator<V> change) {
    V before = get(key);
    V after = change.apply(before);
    if (!after.equals(before)) {
      put(key, after, Duration.ZERO);
    }
    return before;
  }

  /** Changes a value to one that was written earlier; how long ago, it tells itself. */
  synchronized void restore(String key, UnaryOperator<V> change, Function<V, Duration> ago) {
    V value = change.apply(get(key));
    put(key, value, ago.apply(value));
  }

  private void put(String key, V value, Duration ago) {
    entries.remove(key);
    entries.put(key, new Written<>(value, ticker.read() - ago.toNanos()));
    Iterator<Written<V>> oldest = entries.values().iterator();
    while (oldest.hasNext() && (isOver(oldest.next()) || entries.size() > most)) {
      oldest.remove();
    }
  }

  /** All of them, in their order. */
  synchronized Map<String, V> all() {
    Map<String, V> all = new LinkedHashMap<>();
    entries.forEach(
        (key, written) -> {
          if (!isOver(written)) {
            all.put(key, written.value());
          }
        });
    return all;
  }

  private boolean isOver(Written<V> written) {
    return ticker.read() - written.nanos() >= keep;
  }
}
