package org.gate64.feedback.hazelcast;

import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import org.gate64.feedback.Joinable;
import org.jspecify.annotations.Nullable;

/**
 * Joins what was known elsewhere, or earlier, with what is known where it lies; any number of
 * times. Answers with both.
 */
record Join<V extends Joinable<V>>(V value) implements EntryProcessor<String, V, V> {

  @Override
  public V process(Map.Entry<String, @Nullable V> entry) {
    V known = entry.getValue();
    V joined = known == null ? value : known.join(value);
    if (!joined.equals(known)) {
      entry.setValue(joined);
    }
    return joined;
  }
}
