package org.gate64.reputation.hazelcast;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.time.Instant;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.Votes;

/** A record as members send and store it. */
final class TrackRecordSerializer implements CompactSerializer<TrackRecord> {

  static final String TYPE = "gate64.TrackRecord";

  private static final String GOOD = "votedGood";
  private static final String BAD = "votedBad";

  @Override
  public void write(CompactWriter out, TrackRecord record) {
    RecordFields.write(out, record.entries());
    RecordFields.write(out, record.companions());
    out.writeInt64(GOOD, record.votes().good().toEpochMilli());
    out.writeInt64(BAD, record.votes().bad().toEpochMilli());
  }

  @Override
  public TrackRecord read(CompactReader in) {
    Votes votes =
        new Votes(
            Instant.ofEpochMilli(in.readInt64(GOOD)), Instant.ofEpochMilli(in.readInt64(BAD)));
    return new TrackRecord(RecordFields.readEntries(in), RecordFields.readCompanions(in), votes);
  }

  @Override
  public String getTypeName() {
    return TYPE;
  }

  @Override
  public Class<TrackRecord> getCompactClass() {
    return TrackRecord.class;
  }
}
