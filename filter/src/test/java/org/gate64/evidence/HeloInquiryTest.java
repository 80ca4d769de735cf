package org.gate64.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.DnsRecord;
import org.gate64.dns.RecordType;
import org.gate64.evidence.dkim.DkimSettings;
import org.gate64.evidence.dkim.DkimVerifier;
import org.gate64.evidence.dmarc.DmarcCheck;
import org.gate64.evidence.fcrdns.FcrdnsCheck;
import org.gate64.evidence.spf.SpfCheck;
import org.gate64.evidence.spf.SpfQuery;
import org.gate64.evidence.spf.SpfResult;
import org.gate64.evidence.spf.SpfSettings;
import org.gate64.evidence.spf.SpfStatus;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.gate64.net.MailPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7208, sections 2.3 and 2.4: HELO is checked too, and counts for a null sender. */
@Timeout(30)
class HeloInquiryTest {

  private static final ClientAddress CLIENT = ClientAddress.parse("2001:db8::25").orElseThrow();
  private static final String SENDER = "joe@example.org";
  private static final String HELO = "helo.example.org";
  private static final String SLOW = "slow.example.org";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Long enough for a busy machine, and far from the patience. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final DnsAnswer POLICY =
      new DnsAnswer.Found(List.of(new DnsRecord.Text("v=spf1 +all")), Duration.ofMinutes(5));
  private static final DnsAnswer NONE = new DnsAnswer.None(false, Duration.ofMinutes(5));
  private static final DnsAnswer FAILURE =
      new DnsAnswer.Failure(DnsAnswer.FailureReason.SERVER_FAILURE, "SERVFAIL");

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

  /** However slow the machine is, nothing ends by itself. */
  private final ScheduledThreadPoolExecutor stillTimer =
      new ScheduledThreadPoolExecutor(1, task -> new Thread(() -> {}));

  private final Queue<DnsQuestion> asked = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<DnsAnswer> slowPolicy = new CompletableFuture<>();
  private DnsAnswer heloPolicy = POLICY;
  private final EvidenceGatherer gatherer = gatherer(Runnable::run, timer);
  private final ClientEvidence client = gatherer.client(CLIENT);

  HeloInquiryTest() {
    stillTimer.setRemoveOnCancelPolicy(true);
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
    stillTimer.shutdownNow();
  }

  @Test
  void isReportedBesideWhatCounts() {
    Evidence evidence = evidence(message(HELO, SENDER).finish());

    assertThat(evidence.spf().identity()).isEqualTo(SpfResult.Identity.MAIL_FROM);
    assertThat(evidence.helo()).contains(helo(SpfStatus.PASS, HELO, ""));
  }

  @Test
  void isWhatCountsForANullSenderAndAskedForOnce() {
    Evidence evidence = evidence(message(HELO, "").finish());

    assertThat(evidence.spf()).isEqualTo(helo(SpfStatus.PASS, HELO, ""));
    assertThat(evidence.helo()).isEmpty();
    assertThat(timesAsked(HELO)).isEqualTo(1);
  }

  @Test
  void isAskedForOnceForAllMessagesUnderOneName() {
    for (String sender : List.of(SENDER, "ann@example.org", "")) {
      assertThat(evidence(message(HELO, sender).finish()).authenticated()).isTrue();
    }

    assertThat(timesAsked(HELO)).isEqualTo(1);
  }

  @Test
  void isAskedForAnewUnderAnotherName() {
    evidence(message(HELO, SENDER).finish());

    assertThat(evidence(message("other.example.org", SENDER).finish()).helo())
        .contains(helo(SpfStatus.PASS, "other.example.org", ""));
  }

  @Test
  void isAskedForAgainWhereDnsWouldNotSay() {
    heloPolicy = FAILURE;
    assertThat(heloStatus(message(HELO, SENDER).finish())).isEqualTo(SpfStatus.TEMPERROR);
    heloPolicy = POLICY;

    assertThat(heloStatus(message(HELO, SENDER).finish())).isEqualTo(SpfStatus.PASS);
  }

  @Test
  void isAskedForAgainAfterAMessageThatWasAbandoned() {
    message(SLOW, SENDER).abandon();
    slowPolicy.complete(POLICY);

    assertThat(heloStatus(message(SLOW, SENDER).finish())).isEqualTo(SpfStatus.PASS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "[IPv6:2001:db8::25]", "a..b", "\r\nQUIT", "\u0000", "%{i}.org"})
  void textThatIsNoNameIsAskedForNowhere(String text) {
    Evidence evidence = evidence(message(text, SENDER).finish());

    assertThat(evidence.helo().orElseThrow().status()).isEqualTo(SpfStatus.NONE);
    assertThat(evidence.helo().orElseThrow().domain()).isEmpty();
    assertThat(asked)
        .filteredOn(question -> question.type() == RecordType.TXT)
        .extracting(question -> question.name().toString())
        .containsOnly("example.org");
  }

  @Test
  void isReportedThoughItComesAfterAllThatCounts() {
    EvidenceGatherer patient = gatherer(Runnable::run, stillTimer);
    CompletableFuture<Gathered> gathered =
        patient.message(patient.client(CLIENT), query(SLOW, SENDER)).finish();
    assertThat(gathered).isNotDone();
    slowPolicy.complete(POLICY);

    assertThat(heloStatus(gathered)).isEqualTo(SpfStatus.PASS);
  }

  @Test
  void holdsAMessageUpForAMomentOnly() {
    long start = System.nanoTime();
    Evidence evidence = evidence(message(SLOW, SENDER).finish());

    assertThat(evidence.spf().status()).isEqualTo(SpfStatus.PASS);
    assertThat(evidence.helo()).contains(helo(SpfStatus.TEMPERROR, SLOW, "no answer came in time"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(HeloInquiry.MOMENT, SOON);
  }

  @Test
  void holdsUpOneMessageOfASessionAtMost() {
    evidence(message(SLOW, SENDER).finish());
    List<CompletableFuture<Gathered>> next = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      next.add(message(SLOW, SENDER).finish());
    }

    assertThat(next).allMatch(CompletableFuture::isDone);
    assertThat(timesAsked(SLOW)).isEqualTo(1);
  }

  @Test
  void isWaitedForWhereItCounts() throws InterruptedException {
    CompletableFuture<Gathered> gathered = message(SLOW, "").finish();
    Thread.sleep(HeloInquiry.MOMENT.plusMillis(200).toMillis());
    assertThat(gathered).isNotDone();
    slowPolicy.complete(POLICY);

    assertThat(evidence(gathered).spf().passed()).isTrue();
  }

  @Test
  void whoWaitedGoesOnWhereItIsTold() {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    Executor cpu = task -> new Thread(task, "cpu").start();
    EvidenceGatherer other = gatherer(cpu, timer);
    CompletableFuture<Void> unused =
        other
            .message(other.client(CLIENT), query(SLOW, SENDER))
            .finish()
            .thenRun(() -> thread.complete(Thread.currentThread()));

    assertThat(thread.join().getName()).isEqualTo("cpu");
  }

  @Test
  void leavesNothingBehindOnTheTimer() {
    EvidenceGatherer patient = gatherer(Runnable::run, stillTimer);
    CompletableFuture<Gathered> gathered =
        patient.message(patient.client(CLIENT), query(SLOW, SENDER)).finish();
    assertThat(stillTimer.getQueue()).isNotEmpty();
    slowPolicy.complete(POLICY);
    evidence(gathered);

    assertThat(stillTimer.getQueue()).isEmpty();
  }

  @Test
  void isNotWaitedForWhereTheTimerHasStopped() {
    timer.shutdown();

    assertThat(message(SLOW, SENDER).finish()).isDone();
  }

  private MessageEvidence message(String helo, String sender) {
    return gatherer.message(client, query(helo, sender));
  }

  private static SpfQuery query(String helo, String sender) {
    return new SpfQuery(CLIENT, helo, MailPath.parse(sender), name("mx.receiver.example"));
  }

  /** Every name but the slow one is answered at once. */
  private EvidenceGatherer gatherer(Executor cpu, ScheduledExecutorService alarms) {
    Dns dns =
        question -> {
          asked.add(question);
          if (question.type() != RecordType.TXT) {
            return CompletableFuture.completedFuture(NONE);
          }
          return switch (question.name().toString()) {
            case SLOW -> slowPolicy;
            case HELO -> CompletableFuture.completedFuture(heloPolicy);
            default -> CompletableFuture.completedFuture(POLICY);
          };
        };
    return new EvidenceGatherer(
        new FcrdnsCheck(dns),
        new SpfCheck(dns, SpfSettings.defaults(), Runnable::run, alarms),
        new DkimVerifier(dns, DkimSettings.defaults(), InstantSource.system(), Runnable::run),
        new DmarcCheck(dns),
        cpu,
        alarms,
        PATIENCE);
  }

  private long timesAsked(String helo) {
    DnsQuestion question = new DnsQuestion(name(helo), RecordType.TXT);
    return asked.stream().filter(question::equals).count();
  }

  private static SpfStatus heloStatus(CompletableFuture<Gathered> gathered) {
    return evidence(gathered).helo().orElseThrow().status();
  }

  private static SpfResult helo(SpfStatus status, String helo, String detail) {
    return new SpfResult(
        status, SpfResult.Identity.HELO, Optional.of(name(helo)), "postmaster@" + helo, detail);
  }

  private static Evidence evidence(CompletableFuture<Gathered> gathered) {
    return ((Gathered.Complete) gathered.join()).evidence();
  }

  private static DomainName name(String text) {
    return DomainName.parse(text).orElseThrow();
  }
}
