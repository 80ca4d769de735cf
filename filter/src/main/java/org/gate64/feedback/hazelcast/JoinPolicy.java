package org.gate64.feedback.hazelcast;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import org.gate64.feedback.Joinable;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of values when the halves of a split cluster meet again: they are joined. Made by
 * Hazelcast, by name.
 */
final class JoinPolicy<V extends Joinable<V>>
    implements SplitBrainMergePolicy<V, MergingValue<V>, @Nullable V> {

  @Override
  public @Nullable V merge(MergingValue<V> merging, @Nullable MergingValue<V> existing) {
    V theirs = merging.getDeserializedValue();
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
