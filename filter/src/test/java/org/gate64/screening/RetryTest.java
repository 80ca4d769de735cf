package org.gate64.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.screening.ScreeningFixture.added;
import static org.gate64.screening.ScreeningFixture.author;
import static org.gate64.screening.ScreeningFixture.field;
import static org.gate64.screening.ScreeningFixture.finish;
import static org.gate64.screening.ScreeningFixture.reply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;
import org.gate64.attempts.Attempt;
import org.gate64.attempts.AttemptStore;
import org.gate64.attempts.Fingerprint;
import org.gate64.attempts.SteeringTable.Fate;
import org.gate64.milter.session.Answer;
import org.gate64.milter.session.MailFilter;
import org.gate64.net.HeaderField;
import org.gate64.net.MailPath;
import org.gate64.policy.Action;
import org.gate64.policy.RuleSet;
import org.gate64.policy.Strictness;
import org.gate64.reputation.Cause;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mail that is refused and comes again. The good client may not send for example.net. */
@Timeout(30)
class RetryTest {

  private static final String GOOD = "2001:db8::1";
  private static final String NETWORK = "2001:db8::/64";
  private static final String NO_POINTER = "2001:db8::2";
  private static final String IPV4 = "192.0.2.25";
  private static final String FOREIGN = "a@example.net";
  private static final String OWN = "a@example.org";
  private static final Duration SOON = Duration.ofMinutes(10);

  @AutoClose private final ScreeningFixture gate = new ScreeningFixture();

  @BeforeEach
  void steer() {
    gate.rules(RuleSet.of(Strictness.STANDARD));
  }

  @Test
  void afterThreeTriesMailIsRefusedForGood() {
    for (int i = 0; i < 3; i++) {
      assertThat(send("<1@example.net>")).startsWith("450 4.7.26 ");
      gate.after(SOON);
    }
    assertThat(send("<1@example.net>"))
        .startsWith("550 5.7.26 ")
        .contains("tried 4 times over IPv6");
    assertThat(gate.decisions())
        .extracting(decision -> decision.judgement().decided().orElseThrow().action())
        .containsExactly(Action.STEER, Action.STEER, Action.STEER, Action.REJECT);
    assertThat(fates()).isEqualTo("1 answered, 0 fell back, 0 mended, 1 given up");
  }

  @Test
  void whoComesAgainAfterThatIsRefusedForGoodAgainAndCountsOnce() {
    afterThreeTriesMailIsRefusedForGood();
    gate.after(SOON);
    assertThat(send("<1@example.net>")).startsWith("550 5.7.26 ");
    assertThat(fates()).isEqualTo("1 answered, 0 fell back, 0 mended, 1 given up");
  }

  @Test
  void aClientThatIsRefusedAtRcptIsSoOnlyTheFirstTime() {
    assertThat(atRcpt(NO_POINTER)).startsWith("450 4.7.25 ");
    for (int i = 0; i < 2; i++) {
      gate.after(SOON);
      assertThat(sendWithoutPointer("<1@example.org>")).startsWith("450 4.7.25 ");
    }
    gate.after(SOON);
    assertThat(sendWithoutPointer("<1@example.org>"))
        .startsWith("550 5.7.25 ")
        .contains("tried 4 times over IPv6");
    assertThat(fates()).isEqualTo("1 answered, 0 fell back, 0 mended, 1 given up");
  }

  @Test
  void afterTheWindowOneMoreTryIsEnough() {
    assertThat(send("<1@example.net>")).startsWith("450 ");
    gate.after(Duration.ofHours(4).minusMinutes(1));
    assertThat(send("<1@example.net>")).startsWith("450 ");
    gate.after(Duration.ofMinutes(1));
    assertThat(send("<1@example.net>")).startsWith("550 ").contains("tried 3 times");
  }

  @Test
  void goingToAllHostsInARowIsOneTry() {
    for (int run = 0; run < 3; run++) {
      for (int host = 0; host < 6; host++) {
        assertThat(send("<1@example.net>")).startsWith("450 ");
        gate.after(Duration.ofSeconds(5));
      }
      gate.after(SOON);
    }
    assertThat(send("<1@example.net>")).startsWith("550 ");
    gate.after(Duration.ofSeconds(5));
    assertThat(send("<1@example.net>")).startsWith("550 ");
  }

  @Test
  void eachMessageHasTriesOfItsOwn() {
    for (int i = 0; i < 10; i++) {
      assertThat(send("<" + i + "@example.net>")).startsWith("450 ");
      gate.after(Duration.ofHours(1));
    }
    assertThat(send("<9@example.net>")).startsWith("450 ");
  }

  @Test
  void whoeverGetsEachMessageDeliveredElsewhereLosesNone() {
    assertThat(atRcpt(NO_POINTER)).startsWith("450 4.7.25 ");
    for (int i = 0; i < 10; i++) {
      gate.after(Duration.ofHours(1));
      assertThat(sendWithoutPointer("<" + i + "@example.org>")).startsWith("450 4.7.25 ");
    }
  }

  @Test
  void withoutAMessageIdTheDateTells() {
    HeaderField date = field("Date", " Tue, 24 Nov 2026 12:00:00 +0000");
    for (int i = 0; i < 3; i++) {
      assertThat(reply(gate.judge(GOOD, FOREIGN, author(FOREIGN), date))).startsWith("450 ");
      gate.after(SOON);
    }
    HeaderField later = field("Date", " Tue, 24 Nov 2026 12:00:01 +0000");
    assertThat(reply(gate.judge(GOOD, FOREIGN, author(FOREIGN), later))).startsWith("450 ");
    assertThat(reply(gate.judge(GOOD, FOREIGN, author(FOREIGN), date))).startsWith("550 ");
  }

  @Test
  void theOrderOfRecipientsDoesNotMatter() {
    for (List<String> recipients :
        List.of(
            List.of("b@example.net", "c@example.net"),
            List.of("c@example.net", "b@example.net"),
            List.of("d@example.net", "c@example.net", "b@example.net"))) {
      assertThat(sendTo(recipients)).startsWith("450 ");
      gate.after(SOON);
    }
    assertThat(sendTo(List.of("c@example.net", "b@example.net"))).startsWith("550 ");
  }

  @Test
  void mailThatComesOverIpv4IsKnownAgain() {
    assertThat(send("<1@example.net>")).startsWith("450 ");
    assertThat(gate.judge(IPV4, FOREIGN, author(FOREIGN), id("<1@example.net>")))
        .isInstanceOf(Answer.Deliver.class);
    assertThat(fates()).isEqualTo("1 answered, 1 fell back, 0 mended, 0 given up");
    assertThat(gate.steered().most(1).get(0).network()).hasToString(NETWORK);
    assertThat(gate.remembered(NETWORK, Cause.MENDED)).as("nobody knows whose mail it is").isZero();

    gate.judge(IPV4, FOREIGN, author(FOREIGN), id("<1@example.net>"));
    assertThat(fates()).isEqualTo("1 answered, 1 fell back, 0 mended, 0 given up");
  }

  @Test
  void mailThatWasRefusedAtRcptIsKnownOverIpv4Too() {
    assertThat(atRcpt(NO_POINTER)).startsWith("450 4.7.25 ");
    gate.judge(IPV4, OWN, author(OWN), id("<1@example.org>"));
    assertThat(fates()).isEqualTo("1 answered, 1 fell back, 0 mended, 0 given up");
    assertThat(atRcpt(NO_POINTER)).as("begins anew").startsWith("450 4.7.25 ");
  }

  @Test
  void authenticatedMailThatComesInOrderSpeaksForTheNetworkThatWasRefused() {
    assertThat(atRcpt(NO_POINTER)).startsWith("450 4.7.25 ");
    assertThat(gate.remembered(NETWORK, Cause.REFUSED)).isEqualTo(0.2);
    Answer answer = gate.judge(GOOD, OWN, author(OWN), id("<1@example.org>"));
    assertThat(added(answer, "Gate64-Verdict")).startsWith("accept");
    assertThat(fates()).isEqualTo("1 answered, 0 fell back, 1 mended, 0 given up");
    assertThat(gate.remembered(NETWORK, Cause.MENDED)).isEqualTo(0.2);
  }

  @Test
  void otherMailDoesNotSpeakForIt() {
    assertThat(send("<1@example.net>")).startsWith("450 ");
    gate.judge(IPV4, FOREIGN, author(FOREIGN), id("<2@example.net>"));
    assertThat(fates()).isEqualTo("1 answered, 0 fell back, 0 mended, 0 given up");
  }

  @Test
  void theSameMailIsHeldAgainstItsSenderOnce() {
    for (int i = 0; i < 6; i++) {
      send("<1@example.net>");
      gate.after(Duration.ofMinutes(1));
    }
    assertThat(gate.remembered(NETWORK, Cause.REFUSED)).isCloseTo(0.2, within());
    send("<2@example.net>");
    assertThat(gate.remembered(NETWORK, Cause.REFUSED)).isCloseTo(0.4, within());
  }

  @Test
  void itIsSoWhenItWasRefusedAtRcptFirst() {
    atRcpt(NO_POINTER);
    gate.after(Duration.ofMinutes(1));
    sendWithoutPointer("<1@example.org>");
    gate.after(Duration.ofMinutes(1));
    sendWithoutPointer("<1@example.org>");
    assertThat(gate.remembered(NETWORK, Cause.REFUSED)).isCloseTo(0.2, within());
    sendWithoutPointer("<2@example.org>");
    assertThat(gate.remembered(NETWORK, Cause.REFUSED)).isCloseTo(0.4, within());
  }

  @Test
  void itIsSoWhereNothingIsSteered() {
    gate.rules(RuleSet.of(Strictness.STRICT));
    for (int i = 0; i < 3; i++) {
      assertThat(atRcpt(NO_POINTER)).startsWith("550 5.7.25 ");
      assertThat(send("<1@example.net>")).startsWith("550 5.7.26 ");
    }
    assertThat(gate.remembered(NETWORK, Cause.REFUSED)).isEqualTo(0.4);
  }

  @Test
  void aTrapCountsOnceForMailThatComesAgainAndForEachOtherMail() {
    for (int i = 0; i < 3; i++) {
      assertThat(sendTo(List.of("b@example.net", "trap@example.net"))).startsWith("450 ");
    }
    assertThat(gate.remembered(NETWORK, Cause.TRAP)).isEqualTo(5);
    assertThat(sendTo(List.of("b@example.net", "x@trap.example", "trap@example.net")))
        .startsWith("450 ");
    assertThat(gate.remembered(NETWORK, Cause.TRAP)).isEqualTo(10);
  }

  @Test
  void aTrapThatGetsItsMailInTheEndHasBeenCountedAlready() {
    assertThat(sendTo(List.of("trap@example.net"))).startsWith("450 ");
    gate.rules(RuleSet.of(Strictness.OBSERVE));
    sendTo(List.of("trap@example.net"));
    assertThat(gate.remembered(NETWORK, Cause.TRAP)).isEqualTo(5);
    sendTo(List.of("trap@example.net"));
    assertThat(gate.remembered(NETWORK, Cause.TRAP)).isEqualTo(10);
  }

  @Test
  void whatWasRefusedForAnOutageOnlyIsNotRemembered() {
    SlowStore store = new SlowStore();
    gate.attempts(store);
    assertThat(reply(gate.judge(GOOD, "a@broken.example", author(FOREIGN)))).startsWith("451 ");
    assertThat(store.noted).isZero();
    gate.rules(RuleSet.of(Strictness.STRICT));
    assertThat(atRcpt(NO_POINTER)).startsWith("550 ");
    assertThat(store.noted).isOne();
  }

  @Test
  void noOtherMailWaitsForAMemoryThatHangs() {
    SlowStore hangs = new SlowStore();
    gate.attempts(hangs);
    assertThat(added(gate.judge(GOOD, OWN, author(OWN)), "Gate64-Verdict")).startsWith("accept");
    assertThat(gate.judge(IPV4, FOREIGN, author(FOREIGN))).isInstanceOf(Answer.Deliver.class);
    gate.rules(RuleSet.of(Strictness.STRICT));
    assertThat(atRcpt(NO_POINTER)).startsWith("550 ");
    assertThat(send("<1@example.net>")).startsWith("550 ");
  }

  @Test
  void whereTheMemoryIsLateNobodyIsSteeredAtRcptAndTheMessageWaitsForIt() {
    SlowStore late = new SlowStore();
    gate.attempts(late);
    MailFilter.Transaction mail = gate.mail(NO_POINTER);
    assertThat(mail.recipient(MailPath.parse("b@example.net"))).isEmpty();
    mail.header(author(OWN));
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    mail.endOfMessage(answer::complete);
    assertThat(answer).isNotDone();
    late.giveUp();
    assertThat(reply(answer.join())).startsWith("450 4.7.25 ");
  }

  private String send(String messageId) {
    return reply(gate.judge(GOOD, FOREIGN, author(FOREIGN), id(messageId)));
  }

  private String sendWithoutPointer(String messageId) {
    return reply(gate.judge(NO_POINTER, OWN, author(OWN), id(messageId)));
  }

  private String sendTo(List<String> recipients) {
    MailFilter.Transaction mail = gate.mail(GOOD, FOREIGN);
    recipients.forEach(
        recipient -> assertThat(mail.recipient(MailPath.parse(recipient))).isEmpty());
    mail.header(author(FOREIGN));
    mail.header(id("<1@example.net>"));
    return reply(finish(mail));
  }

  private String atRcpt(String client) {
    MailFilter.Transaction mail = gate.mail(client);
    Optional<Answer.Refuse> refusal = mail.recipient(MailPath.parse("b@example.net"));
    mail.abandoned();
    return refusal.map(ScreeningFixture::reply).orElse("none");
  }

  private String fates() {
    return "%d answered, %d fell back, %d mended, %d given up"
        .formatted(
            gate.steered().total(Fate.ANSWERED),
            gate.steered().total(Fate.FELL_BACK),
            gate.steered().total(Fate.MENDED),
            gate.steered().total(Fate.GIVEN_UP));
  }

  private static HeaderField id(String messageId) {
    return field("Message-Id", " " + messageId);
  }

  /** What was remembered some minutes ago has faded a little. */
  private static Offset<Double> within() {
    return Assertions.within(0.001);
  }

  /** Says nothing until it gives up, and then that nothing is known. */
  private static final class SlowStore implements AttemptStore {

    private final List<CompletableFuture<Map<Fingerprint, Attempt>>> asked = new ArrayList<>();
    private int noted;

    @Override
    public CompletableFuture<Map<Fingerprint, Attempt>> find(Collection<Fingerprint> mails) {
      CompletableFuture<Map<Fingerprint, Attempt>> answer = new CompletableFuture<>();
      asked.add(answer);
      return answer;
    }

    @Override
    public CompletableFuture<Optional<Attempt>> note(Fingerprint mail, Attempt attempt) {
      noted++;
      return new CompletableFuture<>();
    }

    @Override
    public void forget(Fingerprint mail) {
      // It knows nothing.
    }

    void giveUp() {
      asked.forEach(answer -> answer.complete(Map.of()));
    }
  }
}
