package org.gate64.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gate64.net.Network;
import org.gate64.policy.RuleSet;
import org.gate64.policy.Steering;
import org.gate64.policy.Strictness;

/**
 * Which rules hold for whom.
 *
 * @param ipv6 the rules for mail over IPv6
 * @param ipv4 the rules for mail over IPv4
 * @param networks the rules for single networks, complete in themselves; the longest match wins
 * @param steering when a mail has been steered long enough
 */
public record PolicySettings(
    RuleSet ipv6, RuleSet ipv4, Map<Network, RuleSet> networks, Steering steering) {

  public PolicySettings {
    networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
  }

  static PolicySettings defaults() {
    return new PolicySettings(
        RuleSet.of(Strictness.STANDARD),
        RuleSet.of(Strictness.OBSERVE),
        Map.of(),
        Steering.usual());
  }
}
