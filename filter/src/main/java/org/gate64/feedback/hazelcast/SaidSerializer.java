package org.gate64.feedback.hazelcast;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.time.Instant;
import java.util.Arrays;
import org.gate64.feedback.Said;
import org.gate64.feedback.Word;

/**
 * A word as members send and store it. Fields may be added, for an older node passes over those
 * that it does not know; none may change its meaning or its type.
 */
final class SaidSerializer implements CompactSerializer<Said> {

  static final String TYPE = "gate64.FeedbackSaid";

  private static final String WORD = "word";
  private static final String AT = "at";
  private static final String WEIGHTS = "weights";

  @Override
  public void write(CompactWriter out, Said said) {
    out.writeString(WORD, said.word().keyword());
    out.writeInt64(AT, said.at().toEpochMilli());
    out.writeArrayOfFloat64(
        WEIGHTS, said.weights().stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Override
  public Said read(CompactReader in) {
    double[] weights = Fields.present(in.readArrayOfFloat64(WEIGHTS));
    return new Said(
        Word.byKeyword(Fields.present(in.readString(WORD))).orElseThrow(),
        Instant.ofEpochMilli(in.readInt64(AT)),
        Arrays.stream(weights).boxed().toList());
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
