package org.gate64.feedback.hazelcast;

import org.jspecify.annotations.Nullable;

/** Fields as members send them. */
final class Fields {

  private Fields() {}

  /** Of a field that must be there. */
  static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("a field is missing");
    }
    return value;
  }
}
