package org.gate64.feedback.hazelcast;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields as members send them. */
final class Fields {

  private Fields() {}

  static double[] array(List<Double> weights) {
    return weights.stream().mapToDouble(Double::doubleValue).toArray();
  }

  static List<Double> list(double @Nullable [] weights) {
    return Arrays.stream(present(weights)).boxed().toList();
  }

  /** Of a field that must be there. */
  static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("a field is missing");
    }
    return value;
  }
}
