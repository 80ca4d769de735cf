package org.gate64.policy;

/**
 * One finding and what became of it.
 *
 * @param finding what was found
 * @param rule what the policy says about it
 * @param applied the rule's action, or {@link Action#ACCEPT} for a network outside the rule's share
 *     and for a rule whose time is over, or {@link Action#TEMPFAIL} for any refusal that rests on
 *     DNS while DNS is in trouble, or on a bad standing that is only inherited
 */
public record Outcome(Finding finding, Rule rule, Action applied) {}
