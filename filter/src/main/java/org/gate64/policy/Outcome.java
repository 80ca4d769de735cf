package org.gate64.policy;

/**
 * One finding and what became of it.
 *
 * @param finding what was found
 * @param rule what the policy says about it
 * @param applied the rule's action, or {@link Action#ACCEPT} for a network outside the rule's share
 *     and for a rule whose time is over, or {@link Action#TEMPFAIL} for any refusal that rests on
 *     DNS while DNS is in trouble, or on a bad standing that is only inherited, or {@link
 *     Action#REJECT} where the rule steers and the mail has been steered long enough
 */
public record Outcome(Finding finding, Rule rule, Action applied) {

  /** Whether a mail is refused for good here that was only steered before. */
  public boolean endsSteering() {
    return rule.action() == Action.STEER && applied == Action.REJECT;
  }
}
