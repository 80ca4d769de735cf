package org.gate64.reputation.hazelcast;

import com.hazelcast.map.EntryProcessor;
import java.time.Instant;
import java.util.Map;
import org.gate64.reputation.Decay;
import org.gate64.reputation.TrackRecord;
import org.jspecify.annotations.Nullable;

/** Removes a record, unless it has come to say more since it was weighed. */
record Forget(double weighed, Instant now, Decay decay)
    implements EntryProcessor<String, TrackRecord, String> {

  static final String DONE = "";

  @Override
  public String process(Map.Entry<String, @Nullable TrackRecord> entry) {
    TrackRecord record = entry.getValue();
    if (record != null && Weight.of(record, now, decay) <= weighed) {
      entry.setValue(null);
    }
    return DONE;
  }
}
