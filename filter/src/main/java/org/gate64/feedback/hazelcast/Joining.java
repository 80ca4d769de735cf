package org.gate64.feedback.hazelcast;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** What becomes of values when the halves of a split cluster meet again: they are joined. */
abstract class Joining<V> implements SplitBrainMergePolicy<V, MergingValue<V>, @Nullable V> {

  private final BinaryOperator<V> join;

  Joining(BinaryOperator<V> join) {
    this.join = join;
  }

  @Override
  public final @Nullable V merge(MergingValue<V> merging, @Nullable MergingValue<V> existing) {
    V theirs = merging.getDeserializedValue();
    return existing == null ? theirs : join.apply(existing.getDeserializedValue(), theirs);
  }

  @Override
  public final void writeData(ObjectDataOutput out) {
    // Holds nothing that is sent.
  }

  @Override
  public final void readData(ObjectDataInput in) {
    // Holds nothing that is sent.
  }
}
