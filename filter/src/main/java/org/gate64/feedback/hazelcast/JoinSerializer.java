package org.gate64.feedback.hazelcast;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import org.gate64.feedback.Joinable;

/** A value on its way to where it is joined; of whatever type, for Compact says which. */
final class JoinSerializer implements CompactSerializer<Join<?>> {

  private static final String VALUE = "value";

  @Override
  public void write(CompactWriter out, Join<?> join) {
    out.writeCompact(VALUE, join.value());
  }

  @Override
  public Join<?> read(CompactReader in) {
    return join(in);
  }

  private static <V extends Joinable<V>> Join<V> join(CompactReader in) {
    V value = in.readCompact(VALUE);
    return new Join<>(Fields.present(value));
  }

  @Override
  public String getTypeName() {
    return "gate64.FeedbackJoin";
  }

  @Override
  @SuppressWarnings("unchecked")
  public Class<Join<?>> getCompactClass() {
    return (Class<Join<?>>) (Class<?>) Join.class;
  }
}
