package org.gate64.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.screening.ScreeningFixture.added;
import static org.gate64.screening.ScreeningFixture.author;
import static org.gate64.screening.ScreeningFixture.reply;

import java.util.Map;
import org.gate64.milter.session.Answer;
import org.gate64.milter.session.MailFilter;
import org.gate64.net.MailPath;
import org.gate64.policy.Action;
import org.gate64.policy.DnsHealth;
import org.gate64.policy.Finding;
import org.gate64.policy.Rule;
import org.gate64.policy.RuleSet;
import org.gate64.policy.Strictness;
import org.gate64.reputation.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What messages add to the memory, and what it means for those that follow. */
class RememberingTest {

  private static final String GOOD = "2001:db8::1";
  private static final String NETWORK = "2001:db8::/64";
  private static final String NO_POINTER = "2001:db8::2";

  private final ScreeningFixture screening = new ScreeningFixture();

  @AfterEach
  void close() {
    screening.close();
  }

  @Test
  void authenticatedMailThatIsDeliveredSpeaksForNetworkAndDomain() {
    screening.judge(GOOD, "a@example.org", author("a@example.org"));
    assertThat(screening.remembered(NETWORK, Cause.ACCEPTED)).isEqualTo(0.2);
    assertThat(screening.remembered("example.org", Cause.ACCEPTED)).isEqualTo(0.2);
    assertThat(screening.remembered("example.org from " + NETWORK, Cause.ACCEPTED)).isEqualTo(0.2);
  }

  @Test
  void mailWithFindingsThatIsDeliveredAllTheSameSpeaksForNobody() {
    screening.rules(RuleSet.of(Strictness.OBSERVE));
    screening.judge(NO_POINTER, "a@example.net", author("a@example.net"));
    assertThat(screening.remembered(NETWORK, Cause.ACCEPTED)).isZero();
    assertThat(screening.remembered(NETWORK, Cause.REFUSED)).isZero();
  }

  @Test
  void aRefusalByTheRuleWeighsLittle() {
    screening.judge(GOOD, "a@example.net", author("a@example.net"));
    assertThat(screening.remembered(NETWORK, Cause.REFUSED)).isEqualTo(0.2);
  }

  @Test
  void aRefusalAtRcptCountsOnceForAllRecipients() {
    MailFilter.Transaction mail = screening.mail(NO_POINTER);
    assertThat(mail.recipient(MailPath.parse("a@example.net"))).isPresent();
    assertThat(mail.recipient(MailPath.parse("b@example.net"))).isPresent();
    mail.abandoned();
    assertThat(screening.remembered(NETWORK, Cause.REFUSED)).isEqualTo(0.2);
  }

  @Test
  void aRefusalBesideAnOutageSaysNothing() {
    screening.rules(
        RuleSet.of(Strictness.STRICT)
            .with(Map.of(Finding.PTR_UNAVAILABLE, Rule.always(Action.ACCEPT))));
    screening.judge(GOOD, "a@broken.example", author("a@example.net"));
    assertThat(screening.remembered(NETWORK, Cause.REFUSED)).isZero();
  }

  @Test
  void aRefusalWhileDnsIsInTroubleSaysNothing() {
    screening.dnsHealth(DnsHealth.FAILING);
    screening.judge(GOOD, "a@example.net", author("a@example.net"));
    assertThat(screening.remembered(NETWORK, Cause.REFUSED)).isZero();
  }

  @Test
  void trapsWeighMuchAndAreNotRefused() {
    MailFilter.Transaction mail = screening.mail(GOOD);
    assertThat(mail.recipient(MailPath.parse("<Trap@Example.net>"))).isEmpty();
    assertThat(mail.recipient(MailPath.parse("<anybody@trap.example>"))).isEmpty();
    assertThat(mail.recipient(MailPath.parse("<b@example.net>"))).isEmpty();
    mail.header(author("a@example.org"));
    ScreeningFixture.finish(mail);
    assertThat(screening.remembered(NETWORK, Cause.TRAP)).isEqualTo(10);
    assertThat(screening.remembered("example.org", Cause.TRAP)).isEqualTo(10);
  }

  @Test
  void recipientsThatTheServerDoesNotKnowCountThoughNoMessageFollows() {
    MailFilter.Transaction mail = screening.mail(GOOD);
    for (int i = 0; i < 20; i++) {
      mail.rejectedRecipient(MailPath.parse("guess" + i + "@example.net"), "5.1.1");
    }
    mail.rejectedRecipient(MailPath.parse("b@example.net"), "4.7.1");
    mail.abandoned();
    assertThat(screening.remembered(NETWORK, Cause.UNKNOWN_RECIPIENT)).isEqualTo(2);
  }

  @Test
  void aBadNetworkIsRefusedThoughItsMailPasses() {
    screening.remember(NETWORK, Cause.FILTER_SPAM, 30);
    Answer answer = screening.judge(GOOD, "a@example.org", author("a@example.net"));
    assertThat(reply(answer)).startsWith("550 5.7.1 ").contains(NETWORK);
  }

  @Test
  void aRefusalForWhatIsRememberedIsNotHeldAgainstAnybodyAgain() {
    screening.remember(NETWORK, Cause.FILTER_SPAM, 30);
    screening.judge(GOOD, "a@example.org", author("a@example.net"));
    assertThat(screening.remembered(NETWORK, Cause.REFUSED)).isZero();
  }

  @Test
  void aGoodDomainDeliversOutOfABadNetwork() {
    screening.remember(NETWORK, Cause.FILTER_SPAM, 30);
    screening.remember("example.org", Cause.ACCEPTED, 60);
    Answer answer = screening.judge(GOOD, "a@example.org", author("a@example.org"));
    assertThat(added(answer, "Gate64-Verdict")).startsWith("accept").contains("standing=bad");
  }

  @Test
  void aBadDomainIsRefusedWhereverItComesFrom() {
    screening.remember("example.org", Cause.FILTER_SPAM, 60);
    Answer answer = screening.judge(GOOD, "a@example.org", author("a@example.org"));
    assertThat(reply(answer)).startsWith("550 5.7.1 ").contains("example.org");
  }

  @Test
  void aStrangerInABadBlockIsRefusedForNowAtMost() {
    screening.remember("2001:db8::/48", Cause.BAD_CHILD, 40);
    Answer answer = screening.judge(GOOD, "a@example.org", author("a@example.net"));
    assertThat(reply(answer)).startsWith("450 4.7.1 ");
  }
}
