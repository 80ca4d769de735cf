package org.gate64.reporting;

import java.time.LocalDate;
import java.util.Map;
import org.gate64.net.ClientAddress;
import org.gate64.net.Network;
import org.gate64.net.NetworkTable;
import org.gate64.policy.DnsHealth;
import org.gate64.policy.Policy;
import org.gate64.policy.PolicyContext;
import org.gate64.policy.RuleSet;
import org.gate64.policy.Steering;
import org.gate64.policy.Tries;

/** Policies, and what they decide in. */
final class Contexts {

  private Contexts() {}

  static Policy policy(RuleSet rules) {
    return policy(rules, rules);
  }

  /** All policies are made here. */
  static Policy policy(RuleSet ipv6, RuleSet ipv4) {
    return new Policy(ipv6, ipv4, new NetworkTable<>(Map.of()), Steering.usual());
  }

  static PolicyContext context(ClientAddress client) {
    return context(client, DnsHealth.SOUND);
  }

  /** All contexts are made here. */
  static PolicyContext context(ClientAddress client, DnsHealth dns) {
    return new PolicyContext(
        client, network(client), LocalDate.of(2026, 11, 24), Samples.ID, dns, new Tries.None());
  }

  static Network network(ClientAddress client) {
    return Network.of(client, client.family() == ClientAddress.Family.IPV6 ? 64 : 32);
  }
}
