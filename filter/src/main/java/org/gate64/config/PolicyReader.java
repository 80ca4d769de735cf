package org.gate64.config;

import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gate64.net.Network;
import org.gate64.policy.Action;
import org.gate64.policy.Finding;
import org.gate64.policy.RequiredAlignment;
import org.gate64.policy.Rule;
import org.gate64.policy.RuleSet;
import org.gate64.policy.Steering;
import org.gate64.policy.Strictness;

/** Reads who is judged by which rules. */
final class PolicyReader {

  private static final Notation<Strictness> STRICTNESS = Notations.word(Strictness.class);
  private static final Notation<RequiredAlignment> ALIGNMENT =
      Notations.word(RequiredAlignment.class);
  private static final Notation<Action> ACTION = Notations.word(Action.class);

  private PolicyReader() {}

  static PolicySettings read(Section section, PolicySettings defaults) {
    RequiredAlignment alignment =
        section.value("alignment", defaults.ipv6().alignment(), ALIGNMENT);
    RuleSet ipv6 = family(section.section("ipv6"), defaults.ipv6()).with(alignment);
    RuleSet ipv4 = family(section.section("ipv4"), defaults.ipv4()).with(alignment);
    Map<Network, RuleSet> networks = new LinkedHashMap<>();
    Steering steering = steering(section.section("steer"), defaults.steering());
    for (Section entry : section.sections("networks")) {
      addNetworks(entry, new PolicySettings(ipv6, ipv4, Map.of(), steering), networks);
    }
    section.finish();
    return new PolicySettings(ipv6, ipv4, networks, steering);
  }

  private static Steering steering(Section section, Steering defaults) {
    Steering steering =
        new Steering(
            section.value("attempts", defaults.attempts(), Notations.wholeNumber(1, 100)),
            section.value(
                "window",
                defaults.window(),
                Notations.duration(Duration.ofMinutes(1), Duration.ofDays(5))),
            section.value(
                "interval",
                defaults.interval(),
                Notations.duration(Duration.ZERO, Duration.ofHours(1))));
    section.notBelow("window", steering.window(), "interval", steering.interval());
    section.finish();
    return steering;
  }

  private static RuleSet family(Section section, RuleSet defaults) {
    Strictness strictness = section.value("strictness", defaults.strictness(), STRICTNESS);
    RuleSet rules = RuleSet.of(strictness).with(rules(section.section("on")));
    section.finish();
    return rules;
  }

  private static void addNetworks(
      Section entry, PolicySettings families, Map<Network, RuleSet> networks) {
    List<Network> matches = entry.nonEmptyList("match", List.of(), SettingsReader.NETWORK);
    if (!entry.has("match")) {
      entry.problem("match", "is missing: expected " + SettingsReader.NETWORK.expected());
    }
    Optional<RuleSet> own =
        entry.has("strictness")
            ? Optional.of(RuleSet.of(entry.value("strictness", Strictness.OBSERVE, STRICTNESS)))
            : Optional.empty();
    Map<Finding, Rule> on = rules(entry.section("on"));
    RequiredAlignment alignment = entry.value("alignment", families.ipv6().alignment(), ALIGNMENT);
    for (Network network : matches) {
      RuleSet family =
          switch (network.family()) {
            case IPV6 -> families.ipv6();
            case IPV4 -> families.ipv4();
          };
      if (networks.put(network, own.orElse(family).with(on).with(alignment)) != null) {
        entry.problem("match", network + " has rules already");
      }
    }
    entry.finish();
  }

  private static Map<Finding, Rule> rules(Section on) {
    Map<Finding, Rule> rules = new EnumMap<>(Finding.class);
    for (Finding finding : Finding.values()) {
      if (on.has(finding.keyword())) {
        rule(on, finding).ifPresent(rule -> rules.put(finding, rule));
      }
    }
    on.finish();
    return rules;
  }

  private static Optional<Rule> rule(Section on, Finding finding) {
    String key = finding.keyword();
    Optional<Rule> rule =
        on.isBlock(key) ? staged(on.section(key)) : on.required(key, ACTION).map(Rule::always);
    Optional<Rule> allowed = rule.filter(given -> finding.allows(given.action()));
    if (rule.isPresent() && allowed.isEmpty()) {
      on.problem(key, notAllowed(finding));
    }
    return allowed;
  }

  private static String notAllowed(Finding finding) {
    if (finding.isOutage()) {
      return "an outage is never refused for good: accept, mark, quarantine or at most tempfail";
    }
    return finding.allows(Action.TEMPFAIL)
        ? "too much mail is never refused for good: accept, mark, quarantine or at most tempfail"
        : "a malformed From does not mend itself: accept, mark, quarantine or reject";
  }

  private static Optional<Rule> staged(Section block) {
    Optional<Action> action = block.required("action", ACTION);
    int percent = block.value("percent", 100, Notations.wholeNumber(0, 100));
    Optional<LocalDate> until = block.optional("until", Optional.empty(), Notations.date());
    block.finish();
    return action.map(given -> new Rule(given, percent, until));
  }
}
