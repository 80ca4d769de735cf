package org.gate64.feedback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gate64.net.DomainName;
import org.gate64.net.Network;
import org.gate64.reputation.Attribution;
import org.gate64.reputation.Claim;
import org.gate64.reputation.Standings.Shield;

/**
 * A ticket in octets, without its signature.
 *
 * <pre>
 *   1  version: 1
 *   4  id of the key
 *   4  seconds since 1970, unsigned
 *   1  flags: 1 aligned, 2 sending, 4 shielded by a good domain, 8 on probation
 *   .  verdict id, network and, where one was authenticated, domain; parted by a blank
 * </pre>
 */
final class TicketForm {

  /** The longest there is: of a domain of 253 octets. */
  static final int LONGEST = 352;

  /** Where the key's id is. */
  static final int KEY_ID = 1;

  /** No shorter one says anything. */
  static final int HEAD = KEY_ID + FeedbackKey.ID + Integer.BYTES + 1;

  private static final byte VERSION = 1;
  private static final int ALIGNED = 1;
  private static final int SENDING = 2;
  private static final int GOOD_DOMAIN = 4;
  private static final int PROBATION = 8;
  private static final Pattern TEXT = Pattern.compile("([a-z0-9]{1,32}) ([!-~]{1,49})( ([!-~]+))?");

  private TicketForm() {}

  static byte[] write(Ticket ticket, byte[] keyId) {
    Attribution whom = ticket.whom();
    String claimed = whom.claim().map(claim -> " " + claim.domain()).orElse("");
    byte[] text =
        (ticket.verdict() + " " + whom.network() + claimed).getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(HEAD + text.length)
        .put(VERSION)
        .put(keyId)
        .putInt((int) ticket.at().getEpochSecond())
        .put((byte) flags(whom))
        .put(text)
        .array();
  }

  /** Whether this may be one, by its version and length. */
  static boolean isPlausible(byte[] octets) {
    return octets.length > HEAD && octets.length <= LONGEST && octets[0] == VERSION;
  }

  /** Reads what is plausible. */
  static Optional<Ticket> read(byte[] octets) {
    ByteBuffer in = ByteBuffer.wrap(octets, KEY_ID + FeedbackKey.ID, Integer.BYTES + 1);
    Instant at = Instant.ofEpochSecond(Integer.toUnsignedLong(in.getInt()));
    int flags = in.get();
    String text = new String(octets, HEAD, octets.length - HEAD, StandardCharsets.ISO_8859_1);
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Optional<Network> network = Network.parse(parts.group(2));
    Optional<String> domain = Optional.ofNullable(parts.group(4));
    Optional<Claim> claim = domain.flatMap(DomainName::parse).map(name -> claim(name, flags));
    if (domain.isPresent() && claim.isEmpty()) {
      return Optional.empty();
    }
    return network.map(
        from -> new Ticket(parts.group(1), at, new Attribution(from, claim, shield(flags))));
  }

  private static int flags(Attribution whom) {
    int ofClaim =
        whom.claim()
            .map(claim -> (claim.aligned() ? ALIGNED : 0) | (claim.sending() ? SENDING : 0))
            .orElse(0);
    return ofClaim
        | switch (whom.shield()) {
          case NONE -> 0;
          case GOOD_DOMAIN -> GOOD_DOMAIN;
          case PROBATION -> PROBATION;
        };
  }

  private static Claim claim(DomainName domain, int flags) {
    return new Claim(domain, (flags & ALIGNED) != 0, (flags & SENDING) != 0);
  }

  private static Shield shield(int flags) {
    if ((flags & GOOD_DOMAIN) != 0) {
      return Shield.GOOD_DOMAIN;
    }
    return (flags & PROBATION) != 0 ? Shield.PROBATION : Shield.NONE;
  }
}
