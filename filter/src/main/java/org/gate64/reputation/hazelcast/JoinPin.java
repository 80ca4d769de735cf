package org.gate64.reputation.hazelcast;

import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import org.gate64.reputation.Pin;
import org.jspecify.annotations.Nullable;

/** Sets a pin, unless one was set later; any number of times. */
record JoinPin(Pin pin) implements EntryProcessor<String, Pin, String> {

  static final String DONE = "";

  @Override
  public String process(Map.Entry<String, @Nullable Pin> entry) {
    Pin known = entry.getValue();
    Pin joined = known == null ? pin : known.join(pin);
    if (!joined.equals(known)) {
      entry.setValue(joined);
    }
    return DONE;
  }
}
