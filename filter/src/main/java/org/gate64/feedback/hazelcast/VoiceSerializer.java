package org.gate64.feedback.hazelcast;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.time.Instant;
import org.gate64.feedback.Voice;
import org.gate64.feedback.Word;

/** What one reporter said; fields as with {@link SaidSerializer}. */
final class VoiceSerializer implements CompactSerializer<Voice> {

  private static final String REPORTER = "reporter";
  private static final String WORD = "word";
  private static final String WEIGHTS = "weights";
  private static final String AT = "at";

  @Override
  public void write(CompactWriter out, Voice voice) {
    out.writeString(REPORTER, voice.reporter());
    out.writeString(WORD, voice.word().keyword());
    out.writeArrayOfFloat64(WEIGHTS, Fields.array(voice.weights()));
    out.writeInt64(AT, voice.at().toEpochMilli());
  }

  @Override
  public Voice read(CompactReader in) {
    return new Voice(
        Fields.present(in.readString(REPORTER)),
        Word.byKeyword(Fields.present(in.readString(WORD))).orElseThrow(),
        Fields.list(in.readArrayOfFloat64(WEIGHTS)),
        Instant.ofEpochMilli(in.readInt64(AT)));
  }

  @Override
  public String getTypeName() {
    return "gate64.FeedbackVoice";
  }

  @Override
  public Class<Voice> getCompactClass() {
    return Voice.class;
  }
}
