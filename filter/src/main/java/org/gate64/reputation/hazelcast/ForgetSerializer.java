package org.gate64.reputation.hazelcast;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.time.Duration;
import java.time.Instant;
import org.gate64.reputation.Decay;

/** Word that a record has to make room, on its way to where that lies and to its backup. */
final class ForgetSerializer implements CompactSerializer<Forget> {

  private static final String WEIGHED = "weighed";
  private static final String NOW = "now";
  private static final String LONG_HALF_LIFE = "longHalfLife";
  private static final String SHORT_HALF_LIFE = "shortHalfLife";

  @Override
  public void write(CompactWriter out, Forget forget) {
    out.writeFloat64(WEIGHED, forget.weighed());
    out.writeInt64(NOW, forget.now().toEpochMilli());
    out.writeInt64(LONG_HALF_LIFE, forget.decay().longHalfLife().toMillis());
    out.writeInt64(SHORT_HALF_LIFE, forget.decay().shortHalfLife().toMillis());
  }

  @Override
  public Forget read(CompactReader in) {
    Decay decay =
        new Decay(
            Duration.ofMillis(in.readInt64(LONG_HALF_LIFE)),
            Duration.ofMillis(in.readInt64(SHORT_HALF_LIFE)));
    return new Forget(in.readFloat64(WEIGHED), Instant.ofEpochMilli(in.readInt64(NOW)), decay);
  }

  @Override
  public String getTypeName() {
    return "gate64.Forget";
  }

  @Override
  public Class<Forget> getCompactClass() {
    return Forget.class;
  }
}
