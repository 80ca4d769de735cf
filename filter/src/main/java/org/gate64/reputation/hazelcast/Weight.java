package org.gate64.reputation.hazelcast;

import java.time.Instant;
import java.util.Map;
import org.gate64.reputation.Decay;
import org.gate64.reputation.Entry;
import org.gate64.reputation.Tally;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.Writer;

/** How much a record says: the more, the later it is given up where there is no more room. */
final class Weight {

  private Weight() {}

  /** All in its long memory, for and against, as far as it has not faded. */
  static double of(TrackRecord record, Instant now, Decay decay) {
    double weight = 0;
    for (Map.Entry<Writer, Entry> each : record.entries().entrySet()) {
      Tally tally = each.getValue().tally().faded(now, decay);
      weight += tally.longGood() + tally.longBad();
    }
    return weight;
  }
}
