package org.gate64.reputation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

  /** The part of what an address does that counts for all of its network. */
  private static final double FOR_ALL = 0.1;

  /** No message counts for more than a whole address that has turned bad. */
  private static final double MOST_FOR_ALL = 1;

  /**
   * The network around an address that answers for itself alone, unless it has turned bad itself;
   * {@link #forAll} of what is held against the address counts for that as well.
   */
  public Optional<Subject> around(Ancestry ancestry) {
    return claim.isEmpty() && ancestry.kind(network) == Ancestry.Kind.ADDRESS
        ? ancestry.countedIn(network).stream().<Subject>map(Subject.OfNetwork::new).findFirst()
        : Optional.empty();
  }

  /**
   * What of this counts for all of the network. Where that is shared, those who prove nothing
   * answer for their address alone; but whoever has a /64 to himself could make it look shared with
   * a few cheap domains, and use each of its addresses once. So a part of what an address does
   * counts for all, until it turns bad itself and its network hears of that as of a child. In the
   * long memory only: in the short one, one hijacked neighbour could outweigh within minutes what
   * many others do in a day.
   */
  public static Tally forAll(Tally held) {
    Map<Cause, Double> bad = new EnumMap<>(Cause.class);
    held.causes()
        .forEach(
            (cause, weight) -> {
              if (cause.side() == Cause.Side.BAD) {
                bad.put(cause, weight);
              }
            });
    double part = Math.min(FOR_ALL, MOST_FOR_ALL / held.longBad());
    return new Tally(held.at(), bad, 0, 0, 0, 0).partOfLong(part);
  }

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
