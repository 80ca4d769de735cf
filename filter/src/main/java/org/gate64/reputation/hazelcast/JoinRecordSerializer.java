package org.gate64.reputation.hazelcast;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import org.gate64.reputation.TrackRecord;

/** A record from elsewhere on its way to where that of its subject lies. */
final class JoinRecordSerializer implements CompactSerializer<JoinRecord> {

  private static final String RECORD = "record";

  @Override
  public void write(CompactWriter out, JoinRecord join) {
    out.writeCompact(RECORD, join.record());
  }

  @Override
  public JoinRecord read(CompactReader in) {
    TrackRecord record = in.readCompact(RECORD);
    return new JoinRecord(RecordFields.present(record));
  }

  @Override
  public String getTypeName() {
    return "gate64.JoinRecord";
  }

  @Override
  public Class<JoinRecord> getCompactClass() {
    return JoinRecord.class;
  }
}
