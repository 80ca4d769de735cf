package org.gate64.reputation.hazelcast;

import com.hazelcast.core.EntryView;
import com.hazelcast.map.MapEvictionPolicyComparator;
import java.time.Clock;
import java.time.Instant;
import org.gate64.reputation.Decay;
import org.gate64.reputation.TrackRecord;

/** Who has to go where memory must be had at once: of a few records, the one that says least. */
final class StrangersFirst implements MapEvictionPolicyComparator<String, TrackRecord> {

  private final transient Decay decay;
  private final transient Clock clock;

  StrangersFirst(Decay decay, Clock clock) {
    this.decay = decay;
    this.clock = clock;
  }

  @Override
  public int compare(EntryView<String, TrackRecord> one, EntryView<String, TrackRecord> other) {
    Instant now = clock.instant();
    return Double.compare(
        Weight.of(one.getValue(), now, decay), Weight.of(other.getValue(), now, decay));
  }
}
