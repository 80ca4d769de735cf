package org.gate64.config;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gate64.policy.Finding;
import org.gate64.policy.Rule;
import org.gate64.policy.RuleSet;

/**
 * Staged rules whose last day is over. They are no mistake, for they were to end; but whoever
 * forgot about them takes them for rules in force.
 */
public final class EndedRules {

  private EndedRules() {}

  /**
   * Tells each of them, a sentence with its key, in the order of the keys.
   *
   * @param today by UTC
   */
  public static List<String> of(Configuration configuration, LocalDate today) {
    PolicySettings policy = configuration.policy();
    Stream<String> ofFamilies =
        Stream.concat(
            ended("policy.ipv6", policy.ipv6().on(), today),
            ended("policy.ipv4", policy.ipv4().on(), today));
    return Stream.concat(ofFamilies, ofNetworks(policy, today)).sorted().toList();
  }

  private static Stream<String> ofNetworks(PolicySettings policy, LocalDate today) {
    return policy.networks().entrySet().stream()
        .flatMap(
            each -> {
              RuleSet family =
                  switch (each.getKey().family()) {
                    case IPV6 -> policy.ipv6();
                    case IPV4 -> policy.ipv4();
                  };
              String name = "policy.networks (" + each.getKey() + ")";
              return ended(name, each.getValue().on(), today, family.on());
            });
  }

  private static Stream<String> ended(String of, Map<Finding, Rule> rules, LocalDate today) {
    return ended(of, rules, today, Map.of());
  }

  /** Those that a network has from its family are told of that. */
  private static Stream<String> ended(
      String of, Map<Finding, Rule> rules, LocalDate today, Map<Finding, Rule> inherited) {
    return rules.entrySet().stream()
        .filter(each -> !each.getValue().equals(inherited.get(each.getKey())))
        .flatMap(
            each ->
                each.getValue().until().filter(today::isAfter).stream()
                    .map(last -> sentence(of, each.getKey(), last)));
  }

  private static String sentence(String of, Finding finding, LocalDate last) {
    return of
        + ".on."
        + finding.keyword()
        + ": its last day, "
        + last
        + ", is over; it is only reported on now";
  }
}
