package org.gate64.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.DnsRecord;
import org.gate64.dns.RecordType;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.dkim.DkimSettings;
import org.gate64.evidence.dkim.DkimVerifier;
import org.gate64.evidence.dmarc.DmarcCheck;
import org.gate64.evidence.dmarc.DmarcStatus;
import org.gate64.evidence.fcrdns.FcrdnsCheck;
import org.gate64.evidence.spf.SpfCheck;
import org.gate64.evidence.spf.SpfQuery;
import org.gate64.evidence.spf.SpfResult;
import org.gate64.evidence.spf.SpfSettings;
import org.gate64.evidence.spf.SpfStatus;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.gate64.net.HeaderField;
import org.gate64.net.MailPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MessageEvidenceTest {

  private static final ClientAddress CLIENT = ClientAddress.parse("2001:db8::25").orElseThrow();
  private static final DomainName HELO = name("helo.example.org");
  private static final DnsAnswer POLICY =
      new DnsAnswer.Found(
          List.of(new DnsRecord.Text("v=spf1 exists:a.example.org +all")), Duration.ofMinutes(5));
  private static final HeaderField FROM = new HeaderField("From", " joe@example.org");
  private static final DnsQuestion DMARC_QUESTION =
      new DnsQuestion(name("_dmarc.example.org"), RecordType.TXT);
  private static final DnsAnswer NONE = new DnsAnswer.None(false, Duration.ofMinutes(5));

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final ConcurrentLinkedQueue<DnsQuestion> asked = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<DnsAnswer> policy = new CompletableFuture<>();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void aMessageThatIsAbandonedHasNothingMoreLookedUp() {
    MessageEvidence evidence = evidence("joe@example.org", Duration.ofSeconds(10));
    evidence.abandon();
    int askedBefore = asked.size();
    policy.complete(POLICY);

    assertThat(asked).hasSize(askedBefore);
  }

  @Test
  void aMessageThatIsAbandonedStillComesToAnEnd() {
    MessageEvidence evidence = evidence("joe@example.org", Duration.ofSeconds(10));
    evidence.abandon();

    assertThat(spf(evidence.finish()).status()).isEqualTo(SpfStatus.TEMPERROR);
  }

  @Test
  void aMessageThatIsCompleteIsNotGivenUp() {
    MessageEvidence evidence = evidence("joe@example.org", Duration.ofSeconds(10));
    CompletableFuture<Gathered> gathered = evidence.finish();
    evidence.abandon();
    policy.complete(POLICY);

    assertThat(spf(gathered).status()).isEqualTo(SpfStatus.PASS);
  }

  @Test
  void whatIsLateBearsTheIdentityThatIsChecked() {
    MessageEvidence evidence = evidence("", Duration.ofMillis(50));

    assertThat(spf(evidence.finish()))
        .isEqualTo(
            new SpfResult(
                SpfStatus.TEMPERROR,
                SpfResult.Identity.HELO,
                Optional.of(HELO),
                "postmaster@helo.example.org",
                "no answer came in time"));
  }

  private MessageEvidence evidence(String sender, Duration patience) {
    EvidenceGatherer gatherer = gatherer(patience);
    return gatherer.message(gatherer.client(CLIENT), query(HELO, sender));
  }

  private static SpfQuery query(DomainName helo, String sender) {
    return new SpfQuery(
        CLIENT, helo.toString(), MailPath.parse(sender), name("mx.receiver.example"));
  }

  @Test
  void theDmarcPolicyIsAskedForAsSoonAsTheHeaderIsComplete() {
    MessageEvidence evidence = evidence("joe@example.org", Duration.ofSeconds(10));
    evidence.header(FROM);
    assertThat(asked).doesNotContain(DMARC_QUESTION);

    evidence.body(ByteBuffer.allocate(0));

    assertThat(asked).contains(DMARC_QUESTION);
  }

  @Test
  void anAbandonedMessageHasNoDmarcPolicyLookedUpAnyFurther() {
    MessageEvidence evidence = evidence("joe@example.org", Duration.ofSeconds(10));
    evidence.header(FROM);
    evidence.body(ByteBuffer.allocate(0));
    evidence.abandon();
    int askedBefore = asked.size();
    policy.complete(NONE);

    assertThat(asked).hasSize(askedBefore);
  }

  @Test
  void aPolicyThatIsLateIsATemperrorAndNotAskedForAnyFurther() {
    MessageEvidence evidence = evidence("joe@example.org", Duration.ofMillis(50));
    evidence.header(FROM);

    Evidence gathered = gathered(evidence.finish());
    int askedBefore = asked.size();
    policy.complete(NONE);

    assertThat(gathered.dmarc().status()).isEqualTo(DmarcStatus.TEMPERROR);
    assertThat(asked).hasSize(askedBefore);
  }

  @Test
  void aPolicyIsJudgedByWhatPassed() {
    policy.complete(
        new DnsAnswer.Found(
            List.of(new DnsRecord.Text("v=spf1 +all"), new DnsRecord.Text("v=DMARC1; p=reject")),
            Duration.ofMinutes(5)));
    MessageEvidence passing = evidence("joe@example.org", Duration.ofSeconds(10));
    passing.header(FROM);
    MessageEvidence forged = evidence("joe@example.net", Duration.ofSeconds(10));
    forged.header(FROM);

    assertThat(gathered(passing.finish()).dmarc().status()).isEqualTo(DmarcStatus.PASS);
    assertThat(gathered(forged.finish()).dmarc().status()).isEqualTo(DmarcStatus.FAIL);
  }

  @Test
  void ofAnIncompleteHeaderNeitherAuthorNorSignaturesAreBelieved() {
    policy.complete(NONE);
    MessageEvidence evidence = evidence("joe@example.org", Duration.ofSeconds(10));
    evidence.header(FROM);
    evidence.headerIncomplete("too much of it");

    Evidence gathered = gathered(evidence.finish());

    assertThat(gathered.author()).isEqualTo(new Author.Malformed("too much of it"));
    assertThat(gathered.dmarc().status()).isEqualTo(DmarcStatus.PERMERROR);
  }

  /** Every name but the policy's is answered at once. */
  private EvidenceGatherer gatherer(Duration patience) {
    Dns dns =
        question -> {
          asked.add(question);
          return question.type() == RecordType.TXT
              ? policy
              : CompletableFuture.completedFuture(NONE);
        };
    return new EvidenceGatherer(
        new FcrdnsCheck(dns),
        new SpfCheck(dns, SpfSettings.defaults(), Runnable::run, timer),
        new DkimVerifier(dns, DkimSettings.defaults(), InstantSource.system(), Runnable::run),
        new DmarcCheck(dns),
        Optional.empty(),
        Runnable::run,
        timer,
        patience);
  }

  private static SpfResult spf(CompletableFuture<Gathered> gathered) {
    return gathered(gathered).spf();
  }

  private static Evidence gathered(CompletableFuture<Gathered> gathered) {
    return ((Gathered.Complete) gathered.join()).evidence();
  }

  private static DomainName name(String text) {
    return DomainName.parse(text).orElseThrow();
  }
}
