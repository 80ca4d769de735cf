package org.gate64.reputation.hazelcast;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.time.Instant;
import java.util.Optional;
import org.gate64.reputation.Pin;
import org.gate64.reputation.Standing.State;

/** A pin as members send and store it, its times in milliseconds. */
final class PinSerializer implements CompactSerializer<Pin> {

  private static final String STANDING = "standing";
  private static final String REASON = "reason";
  private static final String SINCE = "since";
  private static final String UNTIL = "until";

  @Override
  public void write(CompactWriter out, Pin pin) {
    out.writeString(STANDING, pin.state().keyword());
    out.writeString(REASON, pin.reason());
    out.writeInt64(SINCE, pin.since().toEpochMilli());
    out.writeNullableInt64(UNTIL, pin.until().map(Instant::toEpochMilli).orElse(null));
  }

  @Override
  public Pin read(CompactReader in) {
    return new Pin(
        State.byKeyword(RecordFields.present(in.readString(STANDING))).orElseThrow(),
        RecordFields.present(in.readString(REASON)),
        Instant.ofEpochMilli(in.readInt64(SINCE)),
        Optional.ofNullable(in.readNullableInt64(UNTIL)).map(Instant::ofEpochMilli));
  }

  @Override
  public String getTypeName() {
    return "gate64.Pin";
  }

  @Override
  public Class<Pin> getCompactClass() {
    return Pin.class;
  }
}
