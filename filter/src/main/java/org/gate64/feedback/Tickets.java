package org.gate64.feedback;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes tickets and reads them. Nobody else can write one, so that nobody can have a word count
 * for a stranger: base64url of the octets that {@link TicketForm} has, and their signature.
 */
public final class Tickets {

  /** The longest that a ticket is, in characters. */
  public static final int LONGEST = (TicketForm.LONGEST + FeedbackKey.SIGNATURE) * 4 / 3 + 3;

  /** By so much the clocks of those who know each other's keys may differ. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final Supplier<KeyRing> keys;
  private final Duration within;
  private final InstantSource clock;

  /**
   * @param keys those that are known by now
   * @param within for so long a ticket is good
   */
  public Tickets(Supplier<KeyRing> keys, Duration within, InstantSource clock) {
    this.keys = keys;
    this.within = within;
    this.clock = clock;
  }

  /** The text of a ticket; empty where there is no key yet. */
  public Optional<String> write(Ticket ticket) {
    return keys.get().signing().map(key -> signed(TicketForm.write(ticket, key.id()), key));
  }

  /** Reads a text from anywhere. */
  public TicketReading read(String text) {
    Optional<byte[]> octets = decoded(text);
    if (octets.isEmpty() || octets.get().length <= FeedbackKey.SIGNATURE) {
      return TicketReading.Bad.MALFORMED;
    }
    int end = octets.get().length - FeedbackKey.SIGNATURE;
    byte[] content = Arrays.copyOf(octets.get(), end);
    if (!TicketForm.isPlausible(content)) {
      return TicketReading.Bad.MALFORMED;
    }
    byte[] signature = Arrays.copyOfRange(octets.get(), end, octets.get().length);
    byte[] keyId =
        Arrays.copyOfRange(content, TicketForm.KEY_ID, TicketForm.KEY_ID + FeedbackKey.ID);
    boolean ours =
        keys.get().withId(keyId).stream().anyMatch(key -> key.hasSigned(content, signature));
    return ours
        ? TicketForm.read(content)
            .map(ticket -> dated(ticket, HexFormat.of().formatHex(signature)))
            .orElse(TicketReading.Bad.MALFORMED)
        : TicketReading.Bad.FORGED;
  }

  private TicketReading dated(Ticket ticket, String id) {
    Instant now = clock.instant();
    if (ticket.at().isAfter(now.plus(SKEW))) {
      return TicketReading.Bad.AHEAD;
    }
    return ticket.at().isBefore(now.minus(within))
        ? TicketReading.Bad.TOO_OLD
        : new TicketReading.Valid(ticket, id);
  }

  private static String signed(byte[] content, FeedbackKey key) {
    byte[] whole = Arrays.copyOf(content, content.length + FeedbackKey.SIGNATURE);
    System.arraycopy(key.sign(content), 0, whole, content.length, FeedbackKey.SIGNATURE);
    return ENCODER.encodeToString(whole);
  }

  private static Optional<byte[]> decoded(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(DECODER.decode(text));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }
}
