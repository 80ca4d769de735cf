package org.gate64.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.screening.ScreeningFixture.author;
import static org.gate64.screening.ScreeningFixture.field;
import static org.gate64.screening.ScreeningFixture.reply;

import java.time.Duration;
import org.assertj.core.data.Offset;
import org.gate64.milter.session.Answer;
import org.gate64.milter.session.MailFilter;
import org.gate64.net.HeaderField;
import org.gate64.policy.RuleSet;
import org.gate64.policy.Strictness;
import org.gate64.reputation.Cause;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is remembered of mail that a content filter has seen before. */
class ContentFilterTest {

  private static final String GOOD = "2001:db8::1";
  private static final String NO_POINTER = "2001:db8::2";
  private static final String NETWORK = "2001:db8::/64";
  private static final String OWN = "a@example.org";
  private static final String FOREIGN = "a@example.net";
  private static final HeaderField SPAM = field("X-Spam-Status", " Yes, score=9.1 required=5.0");
  private static final HeaderField HAM = field("X-Spam-Status", " No, score=0.1 required=5.0");

  private static final Offset<Double> ONE_FADING = Offset.offset(0.001);

  @AutoClose private final ScreeningFixture gate = new ScreeningFixture();

  @BeforeEach
  void configure() {
    gate.spamAssassin();
  }

  @Test
  void deliveredSpamSpeaksAgainstEverybodyWhoSendsIt() {
    send(OWN, "<1@example.org>", SPAM);
    assertThat(gate.remembered(NETWORK, Cause.FILTER_SPAM)).isEqualTo(1);
    assertThat(gate.remembered("example.org", Cause.FILTER_SPAM)).isEqualTo(1);
    assertThat(gate.remembered("example.org from " + NETWORK, Cause.FILTER_SPAM)).isEqualTo(1);
  }

  @Test
  void andForNobody() {
    send(OWN, "<1@example.org>", SPAM);
    assertThat(gate.remembered(NETWORK, Cause.ACCEPTED)).isZero();
    assertThat(gate.remembered("example.org", Cause.ACCEPTED)).isZero();
  }

  @Test
  void wantedMailIsOneGoodThingAndNotTwo() {
    send(OWN, "<1@example.org>", HAM);
    assertThat(gate.remembered(NETWORK, Cause.FILTER_HAM)).isEqualTo(0.2);
    assertThat(gate.remembered("example.org", Cause.FILTER_HAM)).isEqualTo(0.2);
    assertThat(gate.remembered(NETWORK, Cause.ACCEPTED)).isZero();
  }

  @Test
  void wantedMailOfSomebodyWhoProvesNothingSpeaksForNobody() {
    gate.rules(RuleSet.of(Strictness.OBSERVE));
    send(FOREIGN, "<1@example.net>", HAM);
    assertThat(gate.remembered(NETWORK, Cause.FILTER_HAM)).isZero();
  }

  @Test
  void whatIsLetInAlthoughItIsKnownToBeBadDoesNotBecomeGoodByTheFilter() {
    gate.rules(RuleSet.of(Strictness.OBSERVE));
    gate.remember("example.org", Cause.TRAP, 60);
    send(OWN, "<1@example.org>", HAM);
    assertThat(gate.remembered("example.org", Cause.FILTER_HAM)).isZero();
  }

  @Test
  void mailThatTheFilterHasNotSeenCountsAsEver() {
    send(OWN, "<1@example.org>", field("Subject", " none"));
    assertThat(gate.remembered(NETWORK, Cause.ACCEPTED)).isEqualTo(0.2);
  }

  @Test
  void withoutAFilterItsFieldMeansNothing() {
    try (ScreeningFixture plain = new ScreeningFixture()) {
      plain.judge(GOOD, OWN, author(OWN), SPAM);
      assertThat(plain.remembered(NETWORK, Cause.FILTER_SPAM)).isZero();
      assertThat(plain.remembered(NETWORK, Cause.ACCEPTED)).isEqualTo(0.2);
    }
  }

  @Test
  void refusedSpamCountsOnceHoweverOftenItIsTried() {
    for (int i = 0; i < 3; i++) {
      assertThat(reply(send(FOREIGN, "<1@example.net>", SPAM))).startsWith("550 5.7.26 ");
      gate.after(Duration.ofSeconds(10));
    }
    assertThat(gate.remembered(NETWORK, Cause.FILTER_SPAM)).isCloseTo(1, ONE_FADING);
    send(FOREIGN, "<2@example.net>", SPAM);
    assertThat(gate.remembered(NETWORK, Cause.FILTER_SPAM)).isCloseTo(2, ONE_FADING);
  }

  @Test
  void refusedSpamThatIsDeliveredInTheEndHasCountedAlready() {
    send(FOREIGN, "<1@example.net>", SPAM);
    gate.rules(RuleSet.of(Strictness.OBSERVE));
    send(FOREIGN, "<1@example.net>", SPAM);
    assertThat(gate.remembered(NETWORK, Cause.FILTER_SPAM)).isEqualTo(1);
    send(FOREIGN, "<1@example.net>", SPAM);
    assertThat(gate.remembered(NETWORK, Cause.FILTER_SPAM)).as("the next one").isEqualTo(2);
  }

  @Test
  void steeredSpamThatComesBackInOrderMakesUpForNothing() {
    gate.rules(RuleSet.of(Strictness.STANDARD));
    HeaderField messageId = field("Message-ID", " <1@example.org>");
    Answer steered = gate.judge(NO_POINTER, OWN, author(OWN), messageId, SPAM);
    assertThat(reply(steered)).startsWith("450 4.7.25 ");
    send(OWN, "<1@example.org>", SPAM);
    assertThat(gate.remembered(NETWORK, Cause.MENDED)).isZero();
    assertThat(gate.remembered(NETWORK, Cause.FILTER_SPAM)).isEqualTo(1);
  }

  @Test
  void theFiltersFieldIsSeenBehindAHeaderThatIsTooLarge() {
    gate.rules(RuleSet.of(Strictness.OBSERVE));
    MailFilter.Transaction mail = gate.mail(GOOD, OWN);
    for (int i = 0; i < 60; i++) {
      mail.header(field("X-Filling-" + i, " " + "x".repeat(100)));
    }
    mail.header(SPAM);
    ScreeningFixture.finish(mail);
    assertThat(gate.remembered(NETWORK, Cause.FILTER_SPAM)).isEqualTo(1);
  }

  private Answer send(String author, String messageId, HeaderField verdict) {
    return gate.judge(GOOD, author, author(author), field("Message-ID", " " + messageId), verdict);
  }
}
