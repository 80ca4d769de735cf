package org.gate64.reputation.hazelcast;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import org.gate64.reputation.Pin;

/** A pin on its way to where that of its subject lies. */
final class JoinPinSerializer implements CompactSerializer<JoinPin> {

  private static final String PIN = "pin";

  @Override
  public void write(CompactWriter out, JoinPin join) {
    out.writeCompact(PIN, join.pin());
  }

  @Override
  public JoinPin read(CompactReader in) {
    Pin pin = in.readCompact(PIN);
    return new JoinPin(RecordFields.present(pin));
  }

  @Override
  public String getTypeName() {
    return "gate64.JoinPin";
  }

  @Override
  public Class<JoinPin> getCompactClass() {
    return JoinPin.class;
  }
}
