package org.gate64.evidence.spf;

import java.util.TreeMap;
import java.util.regex.Pattern;

/** One random question about one random zone. */
record SampleCheck(String client, String sender, String helo, SampleZone zone) {

  SpfQuery query() {
    return Checks.query(client, helo, sender);
  }

  /** Whether any policy holds something that matches. */
  boolean uses(Pattern pattern) {
    return zone.policies().values().stream().anyMatch(policy -> pattern.matcher(policy).find());
  }

  /** The same with other policies. */
  SampleCheck replacing(String pattern, String text) {
    TreeMap<String, String> policies = new TreeMap<>(zone.policies());
    policies.replaceAll((name, policy) -> policy.replaceAll(pattern, text));
    return new SampleCheck(
        client, sender, helo, new SampleZone(policies, zone.client(), zone.clientNames()));
  }

  @Override
  public String toString() {
    return client
        + " for <"
        + sender
        + "> as "
        + helo
        + ": "
        + zone.policies()
        + " "
        + zone.clientNames();
  }
}
