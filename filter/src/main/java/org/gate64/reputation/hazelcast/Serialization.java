package org.gate64.reputation.hazelcast;

import com.hazelcast.config.CompactSerializationConfig;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.SerializationConfig;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import java.util.List;

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
}
