package org.gate64.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.feedback.Samples.NETWORK;
import static org.gate64.feedback.Samples.NOW;
import static org.gate64.feedback.Samples.anonymous;
import static org.gate64.feedback.Samples.key;
import static org.gate64.feedback.Samples.newsletter;
import static org.gate64.feedback.Samples.ring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gate64.feedback.TicketReading.Bad;
import org.gate64.feedback.TicketReading.Valid;
import org.gate64.net.DomainName;
import org.gate64.net.Network;
import org.gate64.reputation.Attribution;
import org.gate64.reputation.Claim;
import org.gate64.reputation.Standings.Shield;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicketsTest {

  private static final Duration WITHIN = Duration.ofDays(30);
  private static final FeedbackKey KEY = key(7, NOW);

  private KeyRing keys = ring(KEY);
  private Instant now = NOW;
  private final Tickets tickets = new Tickets(() -> keys, WITHIN, () -> now);

  @Test
  void whatIsReadIsWhatWasWritten() {
    for (Ticket ticket : List.of(newsletter("7f3k2m9q", NOW), anonymous("7f3k2m9q", NOW))) {
      assertThat(read(written(ticket))).isEqualTo(ticket);
    }
  }

  @ParameterizedTest
  @EnumSource(Shield.class)
  void whySomebodyWasLetThroughIsPartOfIt(Shield shield) {
    for (boolean aligned : new boolean[] {true, false}) {
      for (boolean sending : new boolean[] {true, false}) {
        Claim claim = new Claim(Samples.DOMAIN, aligned, sending);
        Ticket ticket =
            new Ticket("7f3k2m9q", NOW, new Attribution(NETWORK, Optional.of(claim), shield));
        assertThat(read(written(ticket))).isEqualTo(ticket);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1/32", "2001:db8::1/128", "198.51.0.0/16"})
  void anyNetworkFitsIn(String network) {
    Network from = Network.parse(network).orElseThrow();
    Ticket ticket = new Ticket("a", NOW, new Attribution(from, Optional.empty(), Shield.NONE));

    assertThat(read(written(ticket))).isEqualTo(ticket);
  }

  @Test
  void theLongestDomainFitsIntoALineOfAHeader() {
    String label = "d".repeat(63);
    String longest = String.join(".", label, label, label, "d".repeat(61));
    Claim claim = new Claim(DomainName.parse(longest).orElseThrow(), false, false);
    Network network = Network.parse("2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff").orElseThrow();
    Ticket ticket =
        new Ticket(
            "verdictidverdictidverdictidverdi",
            NOW,
            new Attribution(network, Optional.of(claim), Shield.PROBATION));

    String text = written(ticket);

    assertThat(read(text)).isEqualTo(ticket);
    assertThat(text.length()).isLessThanOrEqualTo(Tickets.LONGEST).isLessThan(900);
    assertThat(text).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void everyMessageHasAnIdOfItsOwn() {
    Valid one = (Valid) tickets.read(written(newsletter("aaaaaaaa", NOW)));
    Valid other = (Valid) tickets.read(written(newsletter("aaaaaaab", NOW)));

    assertThat(one.id()).isNotEqualTo(other.id()).hasSize(32);
    assertThat(tickets.read(written(newsletter("aaaaaaaa", NOW)))).isEqualTo(one);
  }

  @Test
  void aTicketIsGoodForAMonth() {
    String text = written(newsletter("7f3k2m9q", NOW));

    now = NOW.plus(WITHIN);
    assertThat(tickets.read(text)).isInstanceOf(Valid.class);
    now = now.plusSeconds(1);
    assertThat(tickets.read(text)).isEqualTo(Bad.TOO_OLD);
  }

  @Test
  void oneFromANodeWhoseClockIsSomewhatAheadIsGood() {
    assertThat(tickets.read(written(newsletter("7f3k2m9q", NOW.plusSeconds(300)))))
        .isInstanceOf(Valid.class);
    assertThat(tickets.read(written(newsletter("7f3k2m9q", NOW.plusSeconds(301)))))
        .isEqualTo(Bad.AHEAD);
  }

  @Test
  void whatAnyKnownKeyHasSignedIsGoodAndWhatAnotherHasIsForged() {
    String text = written(newsletter("7f3k2m9q", NOW));

    keys = ring(key(8, NOW.minusSeconds(60)), KEY);
    assertThat(tickets.read(text)).isInstanceOf(Valid.class);
    keys = ring(key(8, NOW.minusSeconds(60)));
    assertThat(tickets.read(text)).isEqualTo(Bad.FORGED);
    keys = KeyRing.empty();
    assertThat(tickets.read(text)).isEqualTo(Bad.FORGED);
    assertThat(tickets.write(newsletter("7f3k2m9q", NOW))).isEmpty();
  }

  private Ticket read(String text) {
    return ((Valid) tickets.read(text)).ticket();
  }

  private String written(Ticket ticket) {
    return tickets.write(ticket).orElseThrow();
  }
}
