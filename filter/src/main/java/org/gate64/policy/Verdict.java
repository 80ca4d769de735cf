package org.gate64.policy;

import java.util.List;
import java.util.Optional;

/**
 * What is done with one message, and why.
 *
 * @param id names this verdict in reply, header and log
 * @param action what is done; {@link Action#TEMPFAIL} too where a refusal for good was softened by
 *     an outage beside it
 * @param outcomes every finding, in the order of {@link Finding}
 * @param refusal the reply, where the action refuses
 * @param dns how DNS fared, which a decision depends on too
 * @param tries how often the mail had been steered before, on which it depends as well
 */
public record Verdict(
    VerdictId id,
    Action action,
    List<Outcome> outcomes,
    Optional<Refusal> refusal,
    DnsHealth dns,
    Tries tries) {
  public Verdict {
    outcomes = List.copyOf(outcomes);
  }

  /** Whether a mail is refused for good now that was only steered before. */
  public boolean endsSteering() {
    return action == Action.REJECT && outcomes.stream().anyMatch(Outcome::endsSteering);
  }
}
