package org.gate64.reputation.hazelcast;

import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import org.gate64.reputation.TrackRecord;
import org.jspecify.annotations.Nullable;

/** Joins what was known earlier with what is known now; any number of times. */
record JoinRecord(TrackRecord record) implements EntryProcessor<String, TrackRecord, String> {

  static final String DONE = "";

  @Override
  public String process(Map.Entry<String, @Nullable TrackRecord> entry) {
    TrackRecord joined = AddChange.orEmpty(entry.getValue()).join(record);
    if (!joined.equals(TrackRecord.empty())) {
      entry.setValue(joined);
    }
    return DONE;
  }
}
