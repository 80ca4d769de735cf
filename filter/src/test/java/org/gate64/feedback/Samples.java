package org.gate64.feedback;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gate64.net.DomainName;
import org.gate64.net.Network;
import org.gate64.reputation.Attribution;
import org.gate64.reputation.Claim;
import org.gate64.reputation.Standings.Shield;
import org.gate64.reputation.Subject;

/** Keys and tickets to try things with. */
public final class Samples {

  public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  public static final Network NETWORK = Network.parse("2001:db8:1:2::/64").orElseThrow();
  public static final DomainName DOMAIN = DomainName.parse("news.example").orElseThrow();

  private Samples() {}

  /** A key whose octets are all the same. */
  public static FeedbackKey key(int octet, Instant made) {
    byte[] secret = new byte[FeedbackKey.LENGTH];
    Arrays.fill(secret, (byte) octet);
    return new FeedbackKey(made, secret);
  }

  public static KeyRing ring(FeedbackKey... keys) {
    return new KeyRing(List.of(keys));
  }

  /** Of a newsletter that was signed. */
  public static Ticket newsletter(String verdict, Instant at) {
    Claim claim = new Claim(DOMAIN, true, true);
    return new Ticket(verdict, at, new Attribution(NETWORK, Optional.of(claim), Shield.NONE));
  }

  /** Of mail that nobody answers for but the network. */
  public static Ticket anonymous(String verdict, Instant at) {
    return new Ticket(verdict, at, new Attribution(NETWORK, Optional.empty(), Shield.NONE));
  }

  public static Subject subject(String text) {
    return Subject.parse(text).orElseThrow();
  }
}
