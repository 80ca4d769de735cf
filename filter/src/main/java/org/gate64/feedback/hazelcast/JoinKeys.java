package org.gate64.feedback.hazelcast;

import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import org.gate64.feedback.KeyRing;
import org.jspecify.annotations.Nullable;

/** Adds keys to those of the cluster, any number of times. Answers with all of them. */
record JoinKeys(KeyRing ring) implements EntryProcessor<String, KeyRing, KeyRing> {

  @Override
  public KeyRing process(Map.Entry<String, @Nullable KeyRing> entry) {
    KeyRing known = entry.getValue();
    KeyRing joined = known == null ? ring : known.join(ring);
    if (!joined.equals(known)) {
      entry.setValue(joined);
    }
    return joined;
  }
}
