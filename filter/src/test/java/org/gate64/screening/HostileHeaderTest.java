package org.gate64.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.screening.ScreeningFixture.added;
import static org.gate64.screening.ScreeningFixture.author;
import static org.gate64.screening.ScreeningFixture.field;
import static org.gate64.screening.ScreeningFixture.finish;
import static org.gate64.screening.ScreeningFixture.reply;

import org.gate64.milter.session.Answer;
import org.gate64.milter.session.Answer.HeaderChange;
import org.gate64.milter.session.MailFilter;
import org.gate64.net.HeaderField;
import org.gate64.policy.RuleSet;
import org.gate64.policy.Strictness;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Forged fields, and headers that are too large to keep. */
@Timeout(30)
class HostileHeaderTest {

  @AutoClose private final ScreeningFixture gate = new ScreeningFixture();

  @Test
  void takesForgedFieldsOutFromTheLastToTheFirst() {
    Answer answer =
        gate.judge(
            "2001:db8::1",
            "a@example.org",
            field("Gate64-Verdict", " accept; id=forged1"),
            field("Authentication-Results", " other.example; spf=pass"),
            author("a@example.org"),
            field("AUTHENTICATION-RESULTS", "\r\n (x) MX.example.net; spf=pass"),
            field("gate64-verdict", " accept; id=forged2"));
    assertThat(((Answer.Deliver) answer).changes())
        .filteredOn(HeaderChange.Remove.class::isInstance)
        .containsExactly(
            new HeaderChange.Remove("Gate64-Verdict", 2),
            new HeaderChange.Remove("Authentication-Results", 2),
            new HeaderChange.Remove("Gate64-Verdict", 1));
  }

  @Test
  void takesForgedFieldsOutOfAHeaderThatIsTooLargeToKeep() {
    gate.rules(RuleSet.of(Strictness.OBSERVE));
    MailFilter.Transaction mail = gate.mail("2001:db8::1");
    mail.header(author("a@example.org"));
    for (int i = 0; i < 100; i++) {
      mail.header(field("X", " y"));
    }
    mail.header(field("Gate64-Verdict ", " accept; id=forged"));
    Answer.Deliver answer = (Answer.Deliver) finish(mail);
    assertThat(answer.changes()).contains(new HeaderChange.Remove("Gate64-Verdict", 1));
    assertThat(added(answer, "Gate64-Verdict")).contains("findings=from-malformed");
  }

  @Test
  void refusesMoreForgedFieldsThanTheMailServerCouldRemoveInTime() {
    gate.rules(RuleSet.of(Strictness.OBSERVE));
    MailFilter.Transaction mail = gate.mail("2001:db8::1");
    for (int i = 0; i < 75_000; i++) {
      mail.header(field("Gate64-Verdict", ""));
    }
    assertThat(reply(finish(mail))).startsWith("550 5.7.1 ");
  }

  @Test
  void refusesAHeaderThatIsTooLargeOnlyWhereThePolicySaysSo() {
    HeaderField huge = field("Subject", " " + "x".repeat(3000));
    assertThat(reply(gate.judge("2001:db8::1", "a@example.org", author("a@example.org"), huge)))
        .startsWith("550 5.6.0 ")
        .contains("the header is larger than this server reads");
  }

  @Test
  void believesNoSignatureAndNoAuthorOfAHeaderThatIsTooLarge() {
    gate.rules(RuleSet.of(Strictness.OBSERVE));
    MailFilter.Transaction mail = gate.mail("2001:db8::1");
    mail.header(field("DKIM-Signature", " v=1; a=rsa-sha256; d=example.org; s=s; h=from; bh=; b="));
    mail.header(author("a@example.org"));
    for (int i = 0; i < 100; i++) {
      mail.header(field("X", " y"));
    }
    mail.header(author("ceo@bank.example"));
    assertThat(added(finish(mail), "Authentication-Results"))
        .contains("dmarc=permerror (the header is larger than this server reads)")
        .contains("dkim=permerror")
        .doesNotContain("header.from");
  }

  @Test
  void manyLargeHeadersAtOnceOverloadItInsteadOfEndingIt() {
    gate.headerMemory(3_000);
    Screening shared = gate.screening();
    HeaderField large = field("Subject", " " + "x".repeat(1_500));
    MailFilter.Transaction first = gate.mail(shared);
    first.header(large);
    MailFilter.Transaction second = gate.mail(shared);
    second.header(author("a@example.org"));
    second.header(large);
    assertThat(reply(finish(second))).startsWith("451 4.3.2 ");
    first.abandoned();
    MailFilter.Transaction third = gate.mail(shared);
    third.header(author("a@example.org"));
    third.header(large);
    assertThat(finish(third)).isInstanceOf(Answer.Deliver.class);
  }
}
