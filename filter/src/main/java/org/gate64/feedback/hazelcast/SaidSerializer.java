package org.gate64.feedback.hazelcast;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.util.List;
import org.gate64.feedback.Said;
import org.gate64.feedback.Voice;

/**
 * What was said of a message as members send and store it. Fields may be added, for an older node
 * passes over those that it does not know; none may change its meaning or its type.
 */
final class SaidSerializer implements CompactSerializer<Said> {

  static final String TYPE = "gate64.FeedbackSaid";

  private static final String VOICES = "voices";

  @Override
  public void write(CompactWriter out, Said said) {
    out.writeArrayOfCompact(VOICES, said.voices().toArray(Voice[]::new));
  }

  @Override
  public Said read(CompactReader in) {
    Voice[] voices = in.readArrayOfCompact(VOICES, Voice.class);
    return new Said(List.of(Fields.present(voices)));
  }

  @Override
  public String getTypeName() {
    return TYPE;
  }

  @Override
  public Class<Said> getCompactClass() {
    return Said.class;
  }
}
