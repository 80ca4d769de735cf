package org.gate64.reputation.hazelcast;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import org.gate64.reputation.TrackRecord;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of records when the halves of a split cluster meet again: each writer's later entry
 * counts, so that nothing is lost and nothing is counted twice. Made by Hazelcast, by name.
 */
final class JoinPolicy
    implements SplitBrainMergePolicy<
        TrackRecord, MergingValue<TrackRecord>, @Nullable TrackRecord> {

  @Override
  public @Nullable TrackRecord merge(
      MergingValue<TrackRecord> merging, @Nullable MergingValue<TrackRecord> existing) {
    TrackRecord theirs = merging.getDeserializedValue();
    return existing == null ? theirs : existing.getDeserializedValue().join(theirs);
  }

  @Override
  public void writeData(ObjectDataOutput out) {
    // Holds nothing.
  }

  @Override
  public void readData(ObjectDataInput in) {
    // Holds nothing.
  }
}
