package org.gate64.evidence.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.RecordType;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a caller may do with a check that is under way. */
class SpfInquiryTest {

  private static final DomainName ORG = DomainName.parse("example.org").orElseThrow();
  private static final DomainName HELO = DomainName.parse("helo.example.org").orElseThrow();

  private final List<DnsQuestion> asked = new ArrayList<>();
  private final Queue<CompletableFuture<DnsAnswer>> waiting = new ArrayDeque<>();
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void knowsAtAnyTimeWhomItIsAbout() {
    assertThat(check("joe@example.org").resultByNow())
        .isEqualTo(late(SpfResult.Identity.MAIL_FROM, ORG, "joe@example.org"));
    assertThat(check("@example.org").resultByNow())
        .isEqualTo(late(SpfResult.Identity.MAIL_FROM, ORG, "postmaster@example.org"));
    assertThat(check("").resultByNow())
        .isEqualTo(late(SpfResult.Identity.HELO, HELO, "postmaster@helo.example.org"));
  }

  @Test
  void whatIsGivenUpAsksNothingMore() {
    SpfInquiry inquiry = check("joe@example.org");
    CompletableFuture<SpfResult> result = inquiry.result();
    inquiry.giveUp();
    waiting.remove().complete(Answers.text("v=spf1 a mx -all").join());

    assertThat(result).isCompletedWithValue(inquiry.resultByNow());
    assertThat(result.join().status()).isEqualTo(SpfStatus.TEMPERROR);
    assertThat(result.join().domain()).contains(ORG);
    assertThat(asked).hasSize(1);
  }

  @Test
  void noHostIsLookedIntoForWhatIsGivenUp() {
    SpfInquiry inquiry = check("joe@example.org");
    waiting
        .remove()
        .complete(
            Answers.text("v=spf1 a:a.example.org a:b.example.org a:c.example.org -all").join());
    for (int host = 0; host < 3; host++) {
      waiting.remove().complete(Answers.none().join());
    }
    assertThat(asked).last().extracting(DnsQuestion::type).isEqualTo(RecordType.A);
    int askedBefore = asked.size();
    inquiry.giveUp();
    waiting.remove().complete(Answers.none().join());

    assertThat(asked).hasSize(askedBefore);
  }

  @Test
  void aResultStays() {
    SpfInquiry inquiry = check("joe@example.org");
    waiting.remove().complete(Answers.text("v=spf1 +all").join());
    inquiry.giveUp();

    assertThat(inquiry.resultByNow().status()).isEqualTo(SpfStatus.PASS);
  }

  @Test
  void aCallerWhoCancelsItsFutureSpoilsNothing() {
    SpfInquiry inquiry = check("joe@example.org");
    inquiry.result().cancel(true);
    waiting.remove().complete(Answers.text("v=spf1 +all").join());

    assertThat(inquiry.result().join().status()).isEqualTo(SpfStatus.PASS);
  }

  private SpfInquiry check(String sender) {
    Dns dns =
        question -> {
          asked.add(question);
          CompletableFuture<DnsAnswer> answer = new CompletableFuture<>();
          waiting.add(answer);
          return answer;
        };
    return new SpfCheck(dns, SpfSettings.defaults(), Runnable::run, timer)
        .check(Checks.query("2001:db8::25", "helo.example.org", sender));
  }

  private static SpfResult late(SpfResult.Identity identity, DomainName domain, String mailbox) {
    return new SpfResult(
        SpfStatus.TEMPERROR, identity, Optional.of(domain), mailbox, "no answer came in time");
  }
}
