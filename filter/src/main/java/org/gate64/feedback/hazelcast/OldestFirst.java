package org.gate64.feedback.hazelcast;

import com.hazelcast.core.EntryView;
import com.hazelcast.map.MapEvictionPolicyComparator;
import java.io.Serializable;
import java.time.Instant;

/**
 * Of a full map the oldest value goes first, among the few that Hazelcast looks at each time; not
 * the one that was asked for least, for words are remembered so that they are not asked for again.
 */
record OldestFirst<V>(When<V> when) implements MapEvictionPolicyComparator<String, V> {

  /** When a value was written. */
  interface When<V> extends Serializable {
    Instant of(V value);
  }

  @Override
  public int compare(EntryView<String, V> one, EntryView<String, V> other) {
    return when.of(one.getValue()).compareTo(when.of(other.getValue()));
  }
}
