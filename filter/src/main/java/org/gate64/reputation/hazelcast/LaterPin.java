package org.gate64.reputation.hazelcast;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import org.gate64.reputation.Pin;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of pins when the halves of a split cluster meet again: what was set later counts.
 * Made by Hazelcast, by name.
 */
final class LaterPin implements SplitBrainMergePolicy<Pin, MergingValue<Pin>, @Nullable Pin> {

  @Override
  public @Nullable Pin merge(MergingValue<Pin> merging, @Nullable MergingValue<Pin> existing) {
    Pin theirs = merging.getDeserializedValue();
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
