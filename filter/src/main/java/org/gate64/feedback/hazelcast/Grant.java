package org.gate64.feedback.hazelcast;

import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import org.gate64.feedback.Balance;
import org.jspecify.annotations.Nullable;

/**
 * Grants what a reporter may still add, where his account lies. Carried out once more where its
 * answer got lost, it grants less, never more.
 */
record Grant(Balance.Request request) implements EntryProcessor<String, Balance, Double> {

  @Override
  public Double process(Map.Entry<String, @Nullable Balance> entry) {
    Balance known = entry.getValue();
    Balance before = known == null ? Balance.none() : known;
    entry.setValue(before.after(request));
    return before.granted(request);
  }
}
