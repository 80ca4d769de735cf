package org.gate64.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.screening.ScreeningFixture.finish;
import static org.gate64.screening.ScreeningFixture.reply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.gate64.dns.DnsAnswer;
import org.gate64.milter.session.Answer;
import org.gate64.milter.session.MailFilter;
import org.gate64.net.MailPath;
import org.gate64.policy.Action;
import org.gate64.policy.Finding;
import org.gate64.policy.Rule;
import org.gate64.policy.RuleSet;
import org.gate64.policy.Strictness;
import org.gate64.reporting.Judgement;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client is told before its message is seen. */
@Timeout(30)
class RecipientTest {

  @AutoClose private final ScreeningFixture gate = new ScreeningFixture();

  @Test
  void refusesAClientWithoutPointerAtRcptAndReportsItOnce() {
    MailFilter.Transaction mail = gate.mail("2001:db8::2");
    Optional<Answer.Refuse> first = mail.recipient(MailPath.parse("b@example.net"));
    Optional<Answer.Refuse> second = mail.recipient(MailPath.parse("c@example.net"));
    assertThat(gate.decisions()).as("told at once, not when the client goes").hasSize(1);
    mail.abandoned();
    assertThat(first).isEqualTo(second);
    assertThat(first.orElseThrow().reply()).startsWith("550 5.7.25 [2001:db8::2] ");
    assertThat(gate.decisions()).hasSize(1);
    assertThat(gate.decisions().get(0).judgement()).isInstanceOf(Judgement.OfClient.class);
  }

  @Test
  void looksAtTheMessageFirstWhereItCouldMakeTheRefusalMoreSevere() {
    gate.rules(
        RuleSet.of(Strictness.STRICT).with(Map.of(Finding.NO_PTR, Rule.always(Action.TEMPFAIL))));
    MailFilter.Transaction mail = gate.mail("2001:db8::2");
    assertThat(mail.recipient(MailPath.parse("b@example.net"))).isEmpty();
  }

  @Test
  void answersAllRecipientsAlikeEvenWhenDnsIsLateForTheFirst() {
    CompletableFuture<DnsAnswer> late = new CompletableFuture<>();
    gate.dns(question -> late);
    MailFilter.Transaction mail = gate.mail("2001:db8::2");
    assertThat(mail.recipient(MailPath.parse("b@example.net"))).isEmpty();
    late.complete(new DnsAnswer.None(false, Duration.ofMinutes(5)));
    assertThat(mail.recipient(MailPath.parse("c@example.net"))).isEmpty();
    assertThat(reply(finish(mail))).startsWith("550 5.7.25 ");
  }

  @Test
  void asksAboutAClientAgainWhenDnsWouldNotSayTheFirstTime() {
    List<DnsAnswer> answers =
        new ArrayList<>(
            List.of(
                new DnsAnswer.Failure(DnsAnswer.FailureReason.SERVER_FAILURE, "the server failed"),
                new DnsAnswer.None(false, Duration.ofMinutes(5))));
    gate.dns(
        question ->
            CompletableFuture.completedFuture(
                answers.size() > 1 ? answers.remove(0) : answers.get(0)));
    MailFilter.Transaction mail = gate.mail("2001:db8::2");
    assertThat(mail.recipient(MailPath.parse("b@example.net")).orElseThrow().reply())
        .startsWith("550 5.7.25 ");
  }

  @Test
  void asksAboutRecipientsOnlyWhereAClientMayBeRefused() {
    assertThat(gate.screening().recipientReplies()).isEqualTo(MailFilter.RecipientReplies.NEEDED);
    gate.rules(RuleSet.of(Strictness.LENIENT));
    assertThat(gate.screening().recipientReplies())
        .isEqualTo(MailFilter.RecipientReplies.NOT_NEEDED);
  }
}
