package org.gate64.reputation.hazelcast;

import com.hazelcast.config.CompactSerializationConfig;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.SerializationConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.spi.impl.SerializationServiceSupport;
import java.time.Instant;
import java.util.List;
import org.gate64.reputation.Change;
import org.gate64.reputation.Pin;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.Tally;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.Version;
import org.gate64.reputation.Writer;

/**
 * What members may send each other: our own types as Compact, and of Java's serialization only
 * exceptions, for Hazelcast sends its own that way and must understand them (a partition that has
 * moved, a member that has left).
 */
final class Serialization {

  private Serialization() {}

  static List<CompactSerializer<?>> serializers() {
    return List.of(
        new TrackRecordSerializer(),
        new AddChangeSerializer(),
        new JoinRecordSerializer(),
        new ForgetSerializer(),
        new PinSerializer(),
        new JoinPinSerializer());
  }

  static SerializationConfig config() {
    SerializationConfig config = new SerializationConfig();
    config.setJavaSerializationFilterConfig(SentExceptions.filter());
    CompactSerializationConfig compact = new CompactSerializationConfig();
    compact.setSerializers(serializers().toArray(CompactSerializer<?>[]::new));
    compact.setZeroConfigFilter(nothing());
    config.setCompactSerializationConfig(compact);
    return config;
  }

  /** An empty list of what is allowed, and no default beside it. */
  private static JavaSerializationFilterConfig nothing() {
    JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
    filter.setDefaultsDisabled(true);
    filter.getWhitelist();
    return filter;
  }

  /**
   * Has all members learn our types at the start. The first that sends one waits until every member
   * has it, on whatever thread he is, and a member that hangs or is cut off would hold him up.
   */
  static void announce(HazelcastInstance member, Scoring scoring) {
    TrackRecord record = TrackRecord.empty();
    Pin pin = Pin.lifted(Instant.EPOCH);
    Change change = Change.of(Tally.empty());
    List.of(
            record,
            new AddChange(new Writer(0), Version.NONE, change, Instant.EPOCH, scoring),
            new JoinRecord(record),
            new Forget(0, Instant.EPOCH, scoring.decay()),
            pin,
            new JoinPin(pin))
        .forEach(((SerializationServiceSupport) member).getSerializationService()::toData);
  }
}
