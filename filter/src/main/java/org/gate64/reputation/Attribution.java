package org.gate64.reputation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gate64.net.Network;
import org.gate64.reputation.Standings.Shield;

/**
 * Whom it counts for what one message shows, as the message was judged.
 *
 * <p>What the client does or sends is held against a domain only where it sends for that domain: a
 * signed message can be sent again by anybody, to whomever, as often as he likes. And what comes
 * out of a bad network for the sake of its domain speaks for that domain, not for the network.
 *
 * @param network the client's; where many share that and nobody is proven, its address alone
 * @param claim whom the message is authenticated for
 * @param shield why it was let through, if its network is bad
 */
public record Attribution(Network network, Optional<Claim> claim, Shield shield) {

  /** Those whom a cause counts for. */
  public List<Subject> of(Cause cause) {
    List<Subject> subjects = new ArrayList<>();
    if (shield == Shield.NONE || cause.side() == Cause.Side.BAD) {
      subjects.add(new Subject.OfNetwork(network));
    }
    claim.ifPresent(
        proven -> {
          subjects.add(new Subject.OfPair(proven.domain(), network));
          if (proven.sending() || !cause.isReplayable()) {
            subjects.add(new Subject.OfDomain(proven.domain()));
          }
        });
    return subjects;
  }
}
