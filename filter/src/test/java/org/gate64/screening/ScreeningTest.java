package org.gate64.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.screening.ScreeningFixture.added;
import static org.gate64.screening.ScreeningFixture.author;
import static org.gate64.screening.ScreeningFixture.finish;
import static org.gate64.screening.ScreeningFixture.reply;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.gate64.dns.DnsAnswer;
import org.gate64.milter.session.Answer;
import org.gate64.milter.session.MailFilter;
import org.gate64.policy.Action;
import org.gate64.policy.DnsHealth;
import org.gate64.policy.Finding;
import org.gate64.policy.Rule;
import org.gate64.policy.RuleSet;
import org.gate64.policy.Strictness;
import org.gate64.reporting.Judgement;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a message. */
@Timeout(30)
class ScreeningTest {

  @AutoClose private final ScreeningFixture gate = new ScreeningFixture();

  @Test
  void deliversWhatKeepsTheRuleWithBothHeaders() {
    Answer answer = gate.judge("2001:db8::1", "a@example.org", author("a@example.org"));
    assertThat(added(answer, "Gate64-Verdict")).startsWith("accept; id=idididid;");
    assertThat(added(answer, "Authentication-Results"))
        .startsWith("mx.example.net;")
        .contains("iprev=pass", "spf=pass");
    assertThat(gate.decisions()).hasSize(1);
    assertThat(gate.decisions().get(0).recipients().count()).isEqualTo(1);
  }

  @Test
  void refusesAnUnauthenticatedMessageAtItsEnd() {
    Answer answer = gate.judge("2001:db8::1", "a@elsewhere.example", author("a@elsewhere.example"));
    assertThat(reply(answer)).startsWith("550 5.7.26 ");
  }

  @Test
  void marksAndQuarantinesAsThePolicySays() {
    gate.rules(RuleSet.of(Strictness.LENIENT));
    Answer marked = gate.judge("2001:db8::2", "a@example.org", author("a@example.org"));
    assertThat(added(marked, "X-Spam-Flag")).isEqualTo("YES");
    gate.rules(
        RuleSet.of(Strictness.OBSERVE)
            .with(Map.of(Finding.NO_PTR, Rule.always(Action.QUARANTINE))));
    Answer held = gate.judge("2001:db8::2", "a@example.org", author("a@example.org"));
    assertThat(((Answer.Deliver) held).hold()).contains("gate64 idididid: no-ptr, unauthenticated");
  }

  @Test
  void refusesForNowWhatRestsOnDnsWhileDnsIsInTrouble() {
    MailFilter.Transaction mail = gate.mail("2001:db8::2");
    gate.dnsHealth(DnsHealth.FAILING);
    mail.header(author("a@example.org"));
    assertThat(reply(finish(mail))).startsWith("450 4.7.25 [2001:db8::2] ");
  }

  @Test
  void anOutageNeverRefusesForGood() {
    Answer answer = gate.judge("2001:db8::1", "a@broken.example", author("a@broken.example"));
    assertThat(reply(answer)).startsWith("451 4.7.26 ");
  }

  @Test
  void endsWithWhatThereIsWhenDnsNeverAnswers() {
    gate.dns(question -> new CompletableFuture<>());
    gate.patience(Duration.ofMillis(100));
    Answer answer = gate.judge("2001:db8::1", "a@example.org", author("a@example.org"));
    assertThat(reply(answer)).startsWith("450 4.7.25 ");
  }

  @Test
  void saysThatItIsOverloadedWhenNoProcessorIsFree() {
    gate.dns(question -> new CompletableFuture<>());
    gate.noProcessorIsFree();
    gate.patience(Duration.ofMillis(50));
    Answer answer = gate.judge("2001:db8::1", "a@example.org", author("a@example.org"));
    assertThat(reply(answer)).startsWith("451 4.3.2 ");
    assertThat(gate.decisions().get(0).judgement()).isInstanceOf(Judgement.Overloaded.class);
  }

  @Test
  void reportsNothingOfAMessageThatWasGivenUp() {
    CompletableFuture<DnsAnswer> late = new CompletableFuture<>();
    gate.dns(question -> late);
    MailFilter.Transaction mail = gate.mail("2001:db8::1");
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    mail.endOfMessage(answer::complete);
    mail.abandoned();
    late.complete(new DnsAnswer.None(false, Duration.ofMinutes(5)));
    assertThat(answer).isCompletedWithValueMatching(Answer.Refuse.class::isInstance);
    assertThat(gate.decisions()).isEmpty();
  }
}
