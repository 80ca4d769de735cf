package org.gate64.attempts.hazelcast;

import com.hazelcast.map.EntryProcessor;
import java.time.Duration;
import java.util.Map;
import org.gate64.attempts.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * Joins an attempt with what is known of the same mail where that lies. Answers with what was known
 * before.
 *
 * <p>May be carried out any number of times, on the owner and its backups, and counts once. Where
 * its answer got lost, the next one says that the attempt was known: then it counts for less, not
 * for more.
 *
 * @param interval the sender's, so that all members come to the same result
 */
record Note(Attempt attempt, Duration interval)
    implements EntryProcessor<String, Attempt, @Nullable Attempt> {

  @Override
  public @Nullable Attempt process(Map.Entry<String, @Nullable Attempt> entry) {
    Attempt before = entry.getValue();
    entry.setValue(before == null ? attempt : before.join(attempt, interval));
    return before;
  }
}
