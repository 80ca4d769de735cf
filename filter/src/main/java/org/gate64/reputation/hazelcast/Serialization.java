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

  private static final String[] EXCEPTIONS_OF_HAZELCAST = {
    "com.hazelcast.spi.exception.",
    "com.hazelcast.core.",
    "com.hazelcast.partition.",
    "com.hazelcast.nio.serialization."
  };

  /** What they are made of. */
  private static final String[] PARTS_OF_EXCEPTIONS = {
    "java.lang.Throwable",
    "java.lang.Exception",
    "java.lang.RuntimeException",
    "java.lang.Error",
    "java.lang.IllegalStateException",
    "java.lang.IllegalArgumentException",
    "java.lang.UnsupportedOperationException",
    "java.lang.NullPointerException",
    "java.lang.ClassCastException",
    "java.lang.StackTraceElement",
    "[Ljava.lang.StackTraceElement;",
    "java.io.IOException",
    "java.util.concurrent.RejectedExecutionException",
    "java.util.concurrent.TimeoutException",
    "java.util.Collections$EmptyList",
    "java.util.Collections$UnmodifiableList",
    "java.util.Collections$UnmodifiableCollection",
    "java.util.ArrayList"
  };

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
    config.setJavaSerializationFilterConfig(filter());
    CompactSerializationConfig compact = new CompactSerializationConfig();
    compact.setSerializers(serializers().toArray(CompactSerializer<?>[]::new));
    compact.setZeroConfigFilter(nothing());
    config.setCompactSerializationConfig(compact);
    return config;
  }

  private static JavaSerializationFilterConfig filter() {
    JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
    filter.setDefaultsDisabled(true);
    filter.getWhitelist().addPrefixes(EXCEPTIONS_OF_HAZELCAST).addClasses(PARTS_OF_EXCEPTIONS);
    return filter;
  }

  /** An empty list of what is allowed, and no default beside it. */
  private static JavaSerializationFilterConfig nothing() {
    JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
    filter.setDefaultsDisabled(true);
    filter.getWhitelist();
    return filter;
  }
}
