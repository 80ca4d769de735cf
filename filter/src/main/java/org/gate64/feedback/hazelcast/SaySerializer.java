package org.gate64.feedback.hazelcast;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import org.gate64.feedback.Utterance;
import org.gate64.feedback.Voice;

/** A word on its way to where that of its message lies. */
final class SaySerializer implements CompactSerializer<Say> {

  private static final String VOICE = "voice";
  private static final String FULL = "full";

  @Override
  public void write(CompactWriter out, Say say) {
    out.writeCompact(VOICE, say.utterance().voice());
    out.writeArrayOfFloat64(FULL, Fields.array(say.utterance().full()));
  }

  @Override
  public Say read(CompactReader in) {
    Voice voice = in.readCompact(VOICE);
    return new Say(new Utterance(Fields.present(voice), Fields.list(in.readArrayOfFloat64(FULL))));
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
