package org.gate64.reputation;

import java.util.Locale;
import java.util.Optional;
import org.gate64.net.DomainName;

/**
 * What reputation says of one message.
 *
 * @param network of the client's network, or, where that is shared by many and nobody proved who he
 *     is, of the client's address
 * @param speaker the domain that the message is authenticated for; empty where there is none, or
 *     where it has not been asked yet
 * @param shield whether a domain speaks for the message so that its network's standing does not
 *     count
 * @param traffic how much the network sends
 */
public record Standings(
    Standing network, Optional<Speaker> speaker, Shield shield, Traffic traffic) {

  /**
   * A domain that is authenticated.
   *
   * @param domain the organizational domain of an aligned pass of SPF or DKIM, else the domain that
   *     passed
   */
  public record Speaker(DomainName domain, Standing standing) {}

  /** Why a bad network's standing does or does not count. */
  public enum Shield {
    /** Nobody speaks for the message whose word would count. */
    NONE,
    /** An aligned domain of good standing does. */
    GOOD_DOMAIN,
    /** An aligned domain does that is new; a few such messages an hour are let through. */
    PROBATION;

    /** The word in reports. */
    public String keyword() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Messages of a network.
   *
   * @param hourly at the rate of late, this one included
   * @param allowed for its standing; none where there is no bound
   */
  public record Traffic(double hourly, Optional<Integer> allowed) {

    /** Whether there is more than is allowed. */
    public boolean isExcessive() {
      return allowed.filter(bound -> hourly > bound).isPresent();
    }
  }

  /** Nothing is known, or reputation is switched off. */
  public static Standings unknown() {
    return new Standings(
        Standing.unknown(), Optional.empty(), Shield.NONE, new Traffic(0, Optional.empty()));
  }
}
