package org.gate64.feedback.hazelcast;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import org.gate64.feedback.Said;

/** A word on its way to where that of its message lies. */
final class SaySerializer implements CompactSerializer<Say> {

  private static final String SAID = "said";

  @Override
  public void write(CompactWriter out, Say say) {
    out.writeCompact(SAID, say.said());
  }

  @Override
  public Say read(CompactReader in) {
    Said said = in.readCompact(SAID);
    return new Say(Fields.present(said));
  }

  @Override
  public String getTypeName() {
    return "gate64.FeedbackSay";
  }

  @Override
  public Class<Say> getCompactClass() {
    return Say.class;
  }
}
