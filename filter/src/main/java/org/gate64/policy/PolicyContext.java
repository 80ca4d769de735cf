package org.gate64.policy;

import java.time.LocalDate;
import org.gate64.net.ClientAddress;
import org.gate64.net.Network;

/**
 * What a decision depends on beside the evidence.
 *
 * @param client whose mail it is
 * @param network the client's network
 * @param today the date in UTC, for rules that end
 * @param id the verdict's id
 * @param dns how DNS fares; in trouble, nothing that rests on its answers is refused for good
 * @param tries how often the same mail has been steered before
 */
public record PolicyContext(
    ClientAddress client,
    Network network,
    LocalDate today,
    VerdictId id,
    DnsHealth dns,
    Tries tries) {

  /** The same, with other tries. */
  public PolicyContext with(Tries others) {
    return new PolicyContext(client, network, today, id, dns, others);
  }
}
