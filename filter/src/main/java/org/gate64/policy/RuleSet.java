package org.gate64.policy;

import java.util.EnumMap;
import java.util.Map;

/**
 * The rules for one kind of client: a strictness, and what differs from it.
 *
 * @param strictness the actions for findings that {@code on} does not name
 * @param on other rules for single findings, each with an action that the finding allows
 * @param alignment for whose domain messages have to be authenticated
 */
public record RuleSet(Strictness strictness, Map<Finding, Rule> on, RequiredAlignment alignment) {

  /**
   * @throws IllegalArgumentException where a rule does what its finding does not allow
   */
  public RuleSet {
    on = Map.copyOf(on);
    on.forEach(
        (finding, rule) -> {
          if (!finding.allows(rule.action())) {
            throw new IllegalArgumentException(
                finding.keyword() + " does not allow " + rule.action().keyword());
          }
        });
  }

  /** The rules of a strictness, satisfied with whoever passes. */
  public static RuleSet of(Strictness strictness) {
    return new RuleSet(strictness, Map.of(), RequiredAlignment.ANY);
  }

  public Rule ruleFor(Finding finding) {
    Rule rule = on.get(finding);
    return rule == null ? Rule.always(strictness.actionFor(finding)) : rule;
  }

  /** These rules with others for single findings. */
  public RuleSet with(Map<Finding, Rule> others) {
    Map<Finding, Rule> merged = new EnumMap<>(Finding.class);
    merged.putAll(on);
    merged.putAll(others);
    return new RuleSet(strictness, merged, alignment);
  }

  /** These rules with another demand on whom authentication speaks for. */
  public RuleSet with(RequiredAlignment other) {
    return new RuleSet(strictness, on, other);
  }
}
