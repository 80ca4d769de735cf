package org.gate64.evidence;

import java.time.Duration;
import java.time.InstantSource;
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

/** Messages of a client, and DNS that answers at once about every HELO name but the slow one. */
final class HeloFixture implements AutoCloseable {

  static final String SENDER = "joe@example.org";
  static final String HELO = "helo.example.org";
  static final String SLOW = "slow.example.org";

  private static final ClientAddress CLIENT = ClientAddress.parse("2001:db8::25").orElseThrow();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

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

  HeloFixture() {
    stillTimer.setRemoveOnCancelPolicy(true);
  }

  /** Has DNS fail about the HELO name. */
  void policyFails() {
    heloPolicy = FAILURE;
  }

  /** Has DNS answer about the HELO name, as it does from the start. */
  void policyIsThere() {
    heloPolicy = POLICY;
  }

  /** The answer about the slow name comes. */
  void slowPolicyComes() {
    slowPolicy.complete(POLICY);
  }

  ScheduledThreadPoolExecutor timer() {
    return timer;
  }

  ScheduledThreadPoolExecutor stillTimer() {
    return stillTimer;
  }

  /** Begins a message of the session that all messages belong to. */
  MessageEvidence message(String helo, String sender) {
    return gatherer.message(client, query(helo, sender));
  }

  /** Begins a message under the slow name, in a session whose timer stands still. */
  MessageEvidence timelessMessage() {
    return slowMessage(gatherer(Runnable::run, stillTimer));
  }

  /** Begins a message under the slow name, in a session that computes there. */
  MessageEvidence slowMessage(Executor cpu) {
    return slowMessage(gatherer(cpu, timer));
  }

  List<DnsQuestion> asked() {
    return List.copyOf(asked);
  }

  long timesAsked(String helo) {
    DnsQuestion question = new DnsQuestion(name(helo), RecordType.TXT);
    return asked.stream().filter(question::equals).count();
  }

  static SpfStatus heloStatus(CompletableFuture<Gathered> gathered) {
    return evidence(gathered).helo().orElseThrow().status();
  }

  static SpfResult helo(SpfStatus status, String helo, String detail) {
    return new SpfResult(
        status, SpfResult.Identity.HELO, Optional.of(name(helo)), "postmaster@" + helo, detail);
  }

  static Evidence evidence(CompletableFuture<Gathered> gathered) {
    return ((Gathered.Complete) gathered.join()).evidence();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    stillTimer.shutdownNow();
  }

  private static MessageEvidence slowMessage(EvidenceGatherer other) {
    return other.message(other.client(CLIENT), query(SLOW, SENDER));
  }

  private EvidenceGatherer gatherer(Executor cpu, ScheduledExecutorService alarms) {
    Dns dns = this::lookup;
    return new EvidenceGatherer(
        new FcrdnsCheck(dns),
        new SpfCheck(dns, SpfSettings.defaults(), Runnable::run, alarms),
        new DkimVerifier(dns, DkimSettings.defaults(), InstantSource.system(), Runnable::run),
        new DmarcCheck(dns),
        Optional.empty(),
        cpu,
        alarms,
        PATIENCE);
  }

  private CompletableFuture<DnsAnswer> lookup(DnsQuestion question) {
    asked.add(question);
    if (question.type() != RecordType.TXT) {
      return CompletableFuture.completedFuture(NONE);
    }
    return switch (question.name().toString()) {
      case SLOW -> slowPolicy;
      case HELO -> CompletableFuture.completedFuture(heloPolicy);
      default -> CompletableFuture.completedFuture(POLICY);
    };
  }

  private static SpfQuery query(String helo, String sender) {
    return new SpfQuery(CLIENT, helo, MailPath.parse(sender), name("mx.receiver.example"));
  }

  private static DomainName name(String text) {
    return DomainName.parse(text).orElseThrow();
  }
}
