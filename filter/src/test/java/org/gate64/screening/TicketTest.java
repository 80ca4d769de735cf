package org.gate64.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.screening.ScreeningFixture.added;
import static org.gate64.screening.ScreeningFixture.author;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gate64.feedback.Ticket;
import org.gate64.milter.session.Answer;
import org.gate64.net.DomainName;
import org.gate64.net.Network;
import org.gate64.policy.Action;
import org.gate64.policy.Finding;
import org.gate64.policy.Rule;
import org.gate64.policy.RuleSet;
import org.gate64.policy.Strictness;
import org.gate64.reputation.Attribution;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Claim;
import org.gate64.reputation.Standings.Shield;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** For whom a recipient's word will count. */
class TicketTest {

  private static final String GOOD = "2001:db8::1";
  private static final String NO_POINTER = "2001:db8::2";
  private static final Network NETWORK = Network.parse("2001:db8::/64").orElseThrow();

  private final ScreeningFixture screening = new ScreeningFixture();
  private final List<Ticket> written = new ArrayList<>();

  @BeforeEach
  void write() {
    screening.tickets(
        ticket -> {
          written.add(ticket);
          return Optional.of("TICKET");
        });
  }

  @AfterEach
  void close() {
    screening.close();
  }

  @Test
  void itIsTheLastPartOfTheVerdict() {
    Answer answer = screening.judge(GOOD, "a@example.org", author("a@example.org"));

    assertThat(added(answer, "Gate64-Verdict")).endsWith("; ticket=TICKET");
  }

  @Test
  void itHoldsThoseWhomTheMessageItselfCountsFor() {
    screening.judge(GOOD, "a@example.org", author("a@example.org"));

    Claim claim = new Claim(DomainName.parse("example.org").orElseThrow(), true, true);
    assertThat(written)
        .containsExactly(
            new Ticket(
                ScreeningFixture.ID.text(),
                screening.decisions().get(0).at(),
                new Attribution(NETWORK, Optional.of(claim), Shield.NONE)));
  }

  @Test
  void ofUnprovenMailItHoldsTheNetworkAlone() {
    screening.rules(RuleSet.of(Strictness.OBSERVE));
    screening.judge(NO_POINTER, "a@example.net", author("a@example.net"));

    assertThat(written)
        .extracting(Ticket::whom)
        .containsExactly(new Attribution(NETWORK, Optional.empty(), Shield.NONE));
  }

  @Test
  void itSaysWhyABadNetworksMailWasLetThrough() {
    screening.rules(
        RuleSet.of(Strictness.STRICT)
            .with(Map.of(Finding.NETWORK_BAD, Rule.always(Action.REJECT))));
    screening.remember("2001:db8::/64", Cause.TRAP, 60);
    screening.remember("example.org", Cause.ACCEPTED, 60);
    screening.judge(GOOD, "a@example.org", author("a@example.org"));

    assertThat(written)
        .extracting(ticket -> ticket.whom().shield())
        .containsExactly(Shield.GOOD_DOMAIN);
  }

  @Test
  void refusedMailHasNone() {
    screening.judge(NO_POINTER, "a@example.net", author("a@example.net"));

    assertThat(screening.decisions()).isNotEmpty();
    assertThat(written).isEmpty();
  }

  @Test
  void mailThatIsNotJudgedHasNone() {
    Answer answer = screening.judge("2001:db8:ffff::1", "a@example.net", author("a@example.net"));

    assertThat(added(answer, "Gate64-Verdict")).doesNotContain("ticket=");
    assertThat(written).isEmpty();
  }
}
