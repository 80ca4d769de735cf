package org.gate64.app;

import org.gate64.reputation.hazelcast.ClusterHealth;

/** How a shared memory is, for operators. */
final class ClusterText {

  private ClusterText() {}

  static String of(ClusterHealth health) {
    int members = health.members().size();
    return members
        + (members == 1 ? " member: " : " members: ")
        + String.join(" ", health.members())
        + switch (health.safety()) {
          case SAFE -> "; every record has its copy";
          case UNSAFE -> "; records are being copied";
          case ALONE -> "; alone, no record has a copy";
        };
  }
}
