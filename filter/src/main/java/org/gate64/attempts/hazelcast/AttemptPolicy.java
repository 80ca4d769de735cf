package org.gate64.attempts.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import java.time.Duration;
import org.gate64.attempts.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of attempts when the halves of a split cluster meet again: they are joined as any
 * others. Made by Hazelcast, by name, which hands it the member that it works at; that one's
 * interval counts.
 */
final class AttemptPolicy
    implements SplitBrainMergePolicy<Attempt, MergingValue<Attempt>, @Nullable Attempt>,
        HazelcastInstanceAware {

  /** Where the member's settings hold the interval. */
  static final String INTERVAL = "gate64.attempts.interval";

  private Duration interval = Duration.ZERO;

  @Override
  public void setHazelcastInstance(HazelcastInstance member) {
    if (member.getUserContext().get(INTERVAL) instanceof Duration configured) {
      interval = configured;
    }
  }

  @Override
  public @Nullable Attempt merge(
      MergingValue<Attempt> merging, @Nullable MergingValue<Attempt> existing) {
    Attempt theirs = merging.getDeserializedValue();
    return existing == null ? theirs : existing.getDeserializedValue().join(theirs, interval);
  }

  @Override
  public void writeData(ObjectDataOutput out) {
    // Each member has an interval of its own.
  }

  @Override
  public void readData(ObjectDataInput in) {
    // Each member has an interval of its own.
  }
}
