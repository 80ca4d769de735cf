package org.gate64.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.ZoneDns;
import org.gate64.evidence.EvidenceGatherer;
import org.gate64.evidence.dkim.DkimSettings;
import org.gate64.evidence.dkim.DkimVerifier;
import org.gate64.evidence.dmarc.DmarcCheck;
import org.gate64.evidence.fcrdns.FcrdnsCheck;
import org.gate64.evidence.spf.SpfCheck;
import org.gate64.evidence.spf.SpfSettings;
import org.gate64.milter.session.Answer;
import org.gate64.milter.session.Answer.HeaderChange;
import org.gate64.milter.session.MailFilter;
import org.gate64.net.ClientAddress;
import org.gate64.net.HeaderField;
import org.gate64.net.MailPath;
import org.gate64.net.Network;
import org.gate64.net.NetworkTable;
import org.gate64.policy.Action;
import org.gate64.policy.DnsHealth;
import org.gate64.policy.Finding;
import org.gate64.policy.Policy;
import org.gate64.policy.Rule;
import org.gate64.policy.RuleSet;
import org.gate64.policy.Strictness;
import org.gate64.policy.VerdictId;
import org.gate64.reporting.Decision;
import org.gate64.reporting.Exemption;
import org.gate64.reporting.Judgement;
import org.gate64.screening.ScreeningSettings.AuthenticationResultsField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScreeningTest {

  private static final Dns ZONE =
      ZoneDns.of(
          reverse("1") + " PTR mail.example.org.",
          "mail.example.org. AAAA 2001:db8::1",
          "example.org. TXT \"v=spf1 ip6:2001:db8::1 -all\"",
          ";!servfail broken.example.");
  private static final Dns SILENT = question -> new CompletableFuture<>();

  private final List<Decision> decisions = new ArrayList<>();
  private final Map<String, String> macros = new HashMap<>(Map.of("j", "mx.example.net"));
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private RuleSet rules = RuleSet.of(Strictness.STRICT);
  private Dns dns = ZONE;
  private Executor cpu = Runnable::run;
  private Duration patience = Duration.ofSeconds(10);
  private DnsHealth dnsHealth = DnsHealth.SOUND;
  private long headerMemory = 1_000_000;

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void deliversWhatKeepsTheRuleWithBothHeaders() {
    Answer answer = judge("2001:db8::1", "a@example.org", from("a@example.org"));
    assertThat(added(answer, "Gate64-Verdict")).startsWith("accept; id=idididid;");
    assertThat(added(answer, "Authentication-Results"))
        .startsWith("mx.example.net;")
        .contains("iprev=pass", "spf=pass");
    assertThat(decisions).hasSize(1);
    assertThat(decisions.get(0).recipients()).isEqualTo(1);
  }

  @Test
  void takesForgedFieldsOutFromTheLastToTheFirst() {
    Answer answer =
        judge(
            "2001:db8::1",
            "a@example.org",
            field("Gate64-Verdict", " accept; id=forged1"),
            field("Authentication-Results", " other.example; spf=pass"),
            from("a@example.org"),
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
  void refusesAClientWithoutPointerAtRcptAndReportsItOnce() {
    MailFilter.Transaction mail = session("2001:db8::2").mail(MailPath.parse("a@example.org"));
    Optional<Answer.Refuse> first = mail.recipient(MailPath.parse("b@example.net"));
    Optional<Answer.Refuse> second = mail.recipient(MailPath.parse("c@example.net"));
    assertThat(decisions).as("told at once, not when the client goes").hasSize(1);
    mail.abandoned();
    assertThat(first).isEqualTo(second);
    assertThat(first.orElseThrow().reply()).startsWith("550 5.7.25 [2001:db8::2] ");
    assertThat(decisions).hasSize(1);
    assertThat(decisions.get(0).judgement()).isInstanceOf(Judgement.OfClient.class);
  }

  @Test
  void refusesForNowWhatRestsOnDnsWhileDnsIsInTrouble() {
    MailFilter.Transaction mail = session("2001:db8::2").mail(MailPath.parse("a@example.org"));
    dnsHealth = DnsHealth.FAILING;
    mail.header(from("a@example.org"));
    assertThat(reply(finish(mail))).startsWith("450 4.7.25 [2001:db8::2] ");
  }

  @Test
  void looksAtTheMessageFirstWhereItCouldMakeTheRefusalMoreSevere() {
    rules =
        RuleSet.of(Strictness.STRICT).with(Map.of(Finding.NO_PTR, Rule.always(Action.TEMPFAIL)));
    MailFilter.Transaction mail = session("2001:db8::2").mail(MailPath.parse("a@example.org"));
    assertThat(mail.recipient(MailPath.parse("b@example.net"))).isEmpty();
  }

  @Test
  void answersAllRecipientsAlikeEvenWhenDnsIsLateForTheFirst() {
    CompletableFuture<DnsAnswer> late = new CompletableFuture<>();
    dns = question -> late;
    MailFilter.Transaction mail = session("2001:db8::2").mail(MailPath.parse("a@example.org"));
    assertThat(mail.recipient(MailPath.parse("b@example.net"))).isEmpty();
    late.complete(new DnsAnswer.None(false, Duration.ofMinutes(5)));
    assertThat(mail.recipient(MailPath.parse("c@example.net"))).isEmpty();
    assertThat(reply(finish(mail))).startsWith("550 5.7.25 ");
  }

  @Test
  void refusesAnUnauthenticatedMessageAtItsEnd() {
    Answer answer = judge("2001:db8::1", "a@elsewhere.example", from("a@elsewhere.example"));
    assertThat(reply(answer)).startsWith("550 5.7.26 ");
  }

  @Test
  void anOutageNeverRefusesForGood() {
    Answer answer = judge("2001:db8::1", "a@broken.example", from("a@broken.example"));
    assertThat(reply(answer)).startsWith("451 4.7.26 ");
  }

  @Test
  void endsWithWhatThereIsWhenDnsNeverAnswers() {
    dns = SILENT;
    patience = Duration.ofMillis(100);
    Answer answer = judge("2001:db8::1", "a@example.org", from("a@example.org"));
    assertThat(reply(answer)).startsWith("450 4.7.25 ");
  }

  @Test
  void saysThatItIsOverloadedWhenNoProcessorIsFree() {
    dns = SILENT;
    cpu = neverRun -> {};
    patience = Duration.ofMillis(50);
    Answer answer = judge("2001:db8::1", "a@example.org", from("a@example.org"));
    assertThat(reply(answer)).startsWith("451 4.3.2 ");
    assertThat(decisions.get(0).judgement()).isInstanceOf(Judgement.Overloaded.class);
  }

  @Test
  void reportsNothingOfAMessageThatWasGivenUp() {
    CompletableFuture<DnsAnswer> late = new CompletableFuture<>();
    dns = question -> late;
    MailFilter.Transaction mail = session("2001:db8::1").mail(MailPath.parse("a@example.org"));
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    mail.endOfMessage(answer::complete);
    mail.abandoned();
    late.complete(new DnsAnswer.None(false, Duration.ofMinutes(5)));
    assertThat(answer).isCompletedWithValueMatching(Answer.Refuse.class::isInstance);
    assertThat(decisions).isEmpty();
  }

  @Test
  void marksAndQuarantinesAsThePolicySays() {
    rules = RuleSet.of(Strictness.LENIENT);
    Answer marked = judge("2001:db8::2", "a@example.org", from("a@example.org"));
    assertThat(added(marked, "X-Spam-Flag")).isEqualTo("YES");
    rules =
        RuleSet.of(Strictness.OBSERVE).with(Map.of(Finding.NO_PTR, Rule.always(Action.QUARANTINE)));
    Answer held = judge("2001:db8::2", "a@example.org", from("a@example.org"));
    assertThat(((Answer.Deliver) held).hold()).contains("gate64 idididid: no-ptr, unauthenticated");
  }

  @Test
  void neverJudgesTrustedNetworksAndTheirHeadersStay() {
    Answer answer =
        judge("2001:db8:ffff::1", "a@example.org", field("Gate64-Verdict", " accept; id=earlier"));
    assertThat(answer).isEqualTo(new Answer.Deliver(List.of(), Optional.empty()));
    assertExempt(Exemption.TRUSTED_NETWORK);
  }

  @Test
  void neverJudgesAuthenticatedUsersButDoesNotBelieveTheirHeaders() {
    macros.put("auth_authen", "alice");
    Answer answer =
        judge("2001:db8::2", "a@example.org", field("Gate64-Verdict", " accept; id=forged"));
    assertThat(answer)
        .isEqualTo(
            new Answer.Deliver(
                List.of(new HeaderChange.Remove("Gate64-Verdict", 1)), Optional.empty()));
    assertExempt(Exemption.AUTHENTICATED);
  }

  @Test
  void neverJudgesLocalSubmissions() {
    MailFilter.SmtpSession local =
        screening().connected(Optional.empty(), "localhost", name -> Optional.empty());
    assertThat(finish(local.mail(MailPath.parse("root@example.net"))))
        .isInstanceOf(Answer.Deliver.class);
    assertExempt(Exemption.LOCAL);
  }

  @Test
  void aLocalSubmissionCannotBringAVerdictAlong() {
    MailFilter.Transaction mail =
        screening()
            .connected(Optional.empty(), "unknown", name -> Optional.empty())
            .mail(MailPath.parse("a@example.org"));
    mail.header(field("Gate64-Verdict", " accept; id=forged"));
    assertThat(((Answer.Deliver) finish(mail)).changes())
        .containsExactly(new HeaderChange.Remove("Gate64-Verdict", 1));
  }

  @Test
  void takesForgedFieldsOutOfAHeaderThatIsTooLargeToKeep() {
    rules = RuleSet.of(Strictness.OBSERVE);
    MailFilter.Transaction mail = session("2001:db8::1").mail(MailPath.parse("a@example.org"));
    mail.header(from("a@example.org"));
    for (int i = 0; i < 100; i++) {
      mail.header(field("X", " y"));
    }
    mail.header(field("Gate64-Verdict ", " accept; id=forged"));
    Answer.Deliver answer = (Answer.Deliver) finish(mail);
    assertThat(answer.changes()).contains(new HeaderChange.Remove("Gate64-Verdict", 1));
    assertThat(added(answer, "Gate64-Verdict")).contains("findings=from-malformed");
  }

  @Test
  void refusesAHeaderThatIsTooLargeOnlyWhereThePolicySaysSo() {
    HeaderField huge = field("Subject", " " + "x".repeat(3000));
    assertThat(reply(judge("2001:db8::1", "a@example.org", from("a@example.org"), huge)))
        .startsWith("550 5.6.0 ")
        .contains("the header is larger than this server reads");
  }

  @Test
  void believesNoSignatureAndNoAuthorOfAHeaderThatIsTooLarge() {
    rules = RuleSet.of(Strictness.OBSERVE);
    MailFilter.Transaction mail = session("2001:db8::1").mail(MailPath.parse("a@example.org"));
    mail.header(field("DKIM-Signature", " v=1; a=rsa-sha256; d=example.org; s=s; h=from; bh=; b="));
    mail.header(from("a@example.org"));
    for (int i = 0; i < 100; i++) {
      mail.header(field("X", " y"));
    }
    mail.header(from("ceo@bank.example"));
    assertThat(added(finish(mail), "Authentication-Results"))
        .contains("dmarc=permerror (the header is larger than this server reads)")
        .contains("dkim=permerror")
        .doesNotContain("header.from");
  }

  @Test
  void manyLargeHeadersAtOnceOverloadItInsteadOfEndingIt() {
    headerMemory = 3_000;
    Screening shared = screening();
    HeaderField large = field("Subject", " " + "x".repeat(1_500));
    MailFilter.Transaction first = mail(shared);
    first.header(large);
    MailFilter.Transaction second = mail(shared);
    second.header(from("a@example.org"));
    second.header(large);
    assertThat(reply(finish(second))).startsWith("451 4.3.2 ");
    first.abandoned();
    MailFilter.Transaction third = mail(shared);
    third.header(from("a@example.org"));
    third.header(large);
    assertThat(finish(third)).isInstanceOf(Answer.Deliver.class);
  }

  @Test
  void refusesMoreForgedFieldsThanTheMailServerCouldRemoveInTime() {
    rules = RuleSet.of(Strictness.OBSERVE);
    MailFilter.Transaction mail = session("2001:db8::1").mail(MailPath.parse("a@example.org"));
    for (int i = 0; i < 75_000; i++) {
      mail.header(field("Gate64-Verdict", ""));
    }
    assertThat(reply(finish(mail))).startsWith("550 5.7.1 ");
  }

  @Test
  void asksAboutAClientAgainWhenDnsWouldNotSayTheFirstTime() {
    List<DnsAnswer> answers =
        new ArrayList<>(
            List.of(
                new DnsAnswer.Failure(DnsAnswer.FailureReason.SERVER_FAILURE, "the server failed"),
                new DnsAnswer.None(false, Duration.ofMinutes(5))));
    dns =
        question ->
            CompletableFuture.completedFuture(
                answers.size() > 1 ? answers.remove(0) : answers.get(0));
    MailFilter.Transaction mail = session("2001:db8::2").mail(MailPath.parse("a@example.org"));
    assertThat(mail.recipient(MailPath.parse("b@example.net")).orElseThrow().reply())
        .startsWith("550 5.7.25 ");
  }

  @Test
  void asksAboutRecipientsOnlyWhereAClientMayBeRefused() {
    assertThat(screening().recipientReplies()).isEqualTo(MailFilter.RecipientReplies.NEEDED);
    rules = RuleSet.of(Strictness.LENIENT);
    assertThat(screening().recipientReplies()).isEqualTo(MailFilter.RecipientReplies.NOT_NEEDED);
  }

  private void assertExempt(Exemption exemption) {
    assertThat(decisions)
        .extracting(Decision::judgement)
        .containsExactly(new Judgement.Exempt(new VerdictId("idididid"), exemption));
  }

  private Answer judge(String client, String sender, HeaderField... header) {
    MailFilter.Transaction mail = session(client).mail(MailPath.parse(sender));
    Optional<Answer.Refuse> unused = mail.recipient(MailPath.parse("b@example.net"));
    for (HeaderField field : header) {
      mail.header(field);
    }
    mail.body(ByteBuffer.wrap("text\r\n".getBytes(StandardCharsets.US_ASCII)));
    return finish(mail);
  }

  private static Answer finish(MailFilter.Transaction mail) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    mail.endOfMessage(answer::complete);
    return answer.orTimeout(10, TimeUnit.SECONDS).join();
  }

  private MailFilter.SmtpSession session(String client) {
    return session(screening(), client);
  }

  private MailFilter.Transaction mail(Screening screening) {
    return session(screening, "2001:db8::1").mail(MailPath.parse("a@example.org"));
  }

  private MailFilter.SmtpSession session(Screening screening, String client) {
    MailFilter.SmtpSession session =
        screening.connected(
            ClientAddress.parse(client), "unknown", name -> Optional.ofNullable(macros.get(name)));
    session.helo("mail.example.org");
    return session;
  }

  private Screening screening() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    NetworkTable<Network> trusted =
        new NetworkTable<>(
            Map.of(
                Network.parse("2001:db8:ffff::/48").orElseThrow(),
                Network.parse("2001:db8:ffff::/48").orElseThrow()));
    EvidenceGatherer gatherer =
        new EvidenceGatherer(
            new FcrdnsCheck(dns),
            new SpfCheck(dns, SpfSettings.defaults(), cpu, timer),
            new DkimVerifier(dns, DkimSettings.defaults(), clock, cpu),
            new DmarcCheck(dns),
            cpu,
            timer,
            patience);
    return new Screening(
        gatherer,
        new Policy(rules, RuleSet.of(Strictness.OBSERVE), new NetworkTable<>(Map.of())),
        new ScreeningSettings(
            trusted,
            64,
            32,
            Optional.empty(),
            "Gate64-Verdict",
            AuthenticationResultsField.WRITTEN,
            Optional.of(new HeaderField("X-Spam-Flag", "YES")),
            new HeaderLimits(2000, 50, headerMemory)),
        decisions::add,
        clock,
        System::nanoTime,
        () -> new VerdictId("idididid"),
        () -> dnsHealth);
  }

  private static String added(Answer answer, String name) {
    return ((Answer.Deliver) answer)
        .changes().stream()
            .filter(HeaderChange.Add.class::isInstance)
            .map(HeaderChange.Add.class::cast)
            .filter(add -> add.name().equals(name))
            .map(HeaderChange.Add::value)
            .findFirst()
            .orElse("");
  }

  private static String reply(Answer answer) {
    return answer instanceof Answer.Refuse refuse ? refuse.reply() : answer.toString();
  }

  private static HeaderField from(String address) {
    return field("From", " " + address);
  }

  private static HeaderField field(String name, String value) {
    return new HeaderField(name, value);
  }

  private static String reverse(String host) {
    return ClientAddress.parse("2001:db8::" + host).orElseThrow().reverseName() + ".";
  }
}
