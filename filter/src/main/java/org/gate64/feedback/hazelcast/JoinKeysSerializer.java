package org.gate64.feedback.hazelcast;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import org.gate64.feedback.KeyRing;

/** Keys on their way to those of the cluster. */
final class JoinKeysSerializer implements CompactSerializer<JoinKeys> {

  private static final String RING = "ring";

  @Override
  public void write(CompactWriter out, JoinKeys join) {
    out.writeCompact(RING, join.ring());
  }

  @Override
  public JoinKeys read(CompactReader in) {
    KeyRing ring = in.readCompact(RING);
    return new JoinKeys(Fields.present(ring));
  }

  @Override
  public String getTypeName() {
    return "gate64.FeedbackJoinKeys";
  }

  @Override
  public Class<JoinKeys> getCompactClass() {
    return JoinKeys.class;
  }
}
