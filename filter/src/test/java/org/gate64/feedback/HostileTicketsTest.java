package org.gate64.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.feedback.Samples.NOW;
import static org.gate64.feedback.Samples.key;
import static org.gate64.feedback.Samples.newsletter;
import static org.gate64.feedback.Samples.ring;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.gate64.feedback.TicketReading.Bad;
import org.gate64.feedback.TicketReading.Valid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever wants a word to count for a stranger. */
class HostileTicketsTest {

  private static final FeedbackKey KEY = key(7, NOW);
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Tickets tickets = new Tickets(() -> ring(KEY), Duration.ofDays(30), () -> NOW);
  private final String good = tickets.write(newsletter("7f3k2m9q", NOW)).orElseThrow();
  private final byte[] octets = Base64.getUrlDecoder().decode(good);

  @Test
  void noBitCanBeChanged() {
    for (int bit = 0; bit < 8 * octets.length; bit++) {
      byte[] changed = octets.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(tickets.read(BASE64.encodeToString(changed)))
          .as("bit %d", bit)
          .isInstanceOf(Bad.class);
    }
  }

  @Test
  void nothingCanBeCutOffOrAdded() {
    for (int length = 0; length < octets.length; length++) {
      assertThat(tickets.read(BASE64.encodeToString(Arrays.copyOf(octets, length))))
          .isInstanceOf(Bad.class);
    }
    for (int more = 1; more < 300; more++) {
      assertThat(tickets.read(BASE64.encodeToString(Arrays.copyOf(octets, octets.length + more))))
          .isInstanceOf(Bad.class);
    }
  }

  @Test
  void anotherSpellingIsTheSameTicket() {
    Valid one = (Valid) tickets.read(good);

    for (String spelling : new String[] {good + "=", good + "=="}) {
      if (tickets.read(spelling) instanceof Valid other) {
        assertThat(other.id()).isEqualTo(one.id());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "=", "AQ", "\u0000", "\u00e9\u20ac", "../../etc/passwd", "%s%n", "a b"})
  void whatIsNoTicketIsMalformed(String text) {
    assertThat(tickets.read(text)).isEqualTo(Bad.MALFORMED);
  }

  @Test
  void aLongTextIsNotEvenDecoded() {
    assertThat(tickets.read("A".repeat(Tickets.LONGEST + 1))).isEqualTo(Bad.MALFORMED);
    assertThat(tickets.read("A".repeat(100_000_000))).isEqualTo(Bad.MALFORMED);
  }

  @Test
  void noiseIsNeverATicket() {
    Random random = new Random(64);
    for (int i = 0; i < 100_000; i++) {
      byte[] noise = new byte[random.nextInt(400)];
      random.nextBytes(noise);
      if (noise.length > 5) {
        noise[0] = 1;
        System.arraycopy(KEY.id(), 0, noise, 1, 4);
      }
      assertThat(tickets.read(BASE64.encodeToString(noise))).isInstanceOf(Bad.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "id",
        "id ",
        "id 2001:db8::/64 ",
        "id 2001:db8::1/64",
        "id nonsense",
        "ID 2001:db8::/64",
        "id 2001:db8::/64 a..b",
        "id 2001:db8::/64 a.example b.example",
        "id 2001:db8::/64 \u00e4.example",
        "id  2001:db8::/64",
        "id\n2001:db8::/64"
      })
  void whatMakesNoSenseIsMalformedEvenWhereItIsSigned(String text) {
    byte[] head = Arrays.copyOf(octets, TicketForm.HEAD);
    byte[] rest = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] content = Arrays.copyOf(head, head.length + rest.length);
    System.arraycopy(rest, 0, content, head.length, rest.length);
    byte[] whole = Arrays.copyOf(content, content.length + FeedbackKey.SIGNATURE);
    System.arraycopy(KEY.sign(content), 0, whole, content.length, FeedbackKey.SIGNATURE);

    assertThat(tickets.read(BASE64.encodeToString(whole))).isEqualTo(Bad.MALFORMED);
  }

  @Test
  void theHashOfAReporterIsNoSignature() {
    String account = new Reporter("alice").account(KEY, Word.SPAM, Samples.subject("a.example"));

    assertThat(account).hasSize(32).matches("[0-9a-f]+");
    assertThat(tickets.read(account)).isInstanceOf(Bad.class);
  }
}
