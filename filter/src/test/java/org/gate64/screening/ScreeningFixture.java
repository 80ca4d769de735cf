package org.gate64.screening;

import com.google.re2j.Pattern;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.gate64.attempts.AttemptStore;
import org.gate64.attempts.SteeringTable;
import org.gate64.attempts.local.LocalAttemptStore;
import org.gate64.dns.Dns;
import org.gate64.dns.ZoneDns;
import org.gate64.evidence.EvidenceGatherer;
import org.gate64.evidence.content.ContentFilter;
import org.gate64.evidence.dkim.DkimSettings;
import org.gate64.evidence.dkim.DkimVerifier;
import org.gate64.evidence.dmarc.DmarcCheck;
import org.gate64.evidence.fcrdns.FcrdnsCheck;
import org.gate64.evidence.spf.SpfCheck;
import org.gate64.evidence.spf.SpfSettings;
import org.gate64.feedback.Ticket;
import org.gate64.milter.session.Answer;
import org.gate64.milter.session.Answer.HeaderChange;
import org.gate64.milter.session.MailFilter;
import org.gate64.net.ClientAddress;
import org.gate64.net.HeaderField;
import org.gate64.net.MailPath;
import org.gate64.net.Network;
import org.gate64.net.NetworkTable;
import org.gate64.policy.DnsHealth;
import org.gate64.policy.Policy;
import org.gate64.policy.RuleSet;
import org.gate64.policy.Steering;
import org.gate64.policy.Strictness;
import org.gate64.policy.VerdictId;
import org.gate64.reporting.Decision;
import org.gate64.reputation.Ancestry;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Change;
import org.gate64.reputation.Decay;
import org.gate64.reputation.MapStore;
import org.gate64.reputation.Pins;
import org.gate64.reputation.Reputation;
import org.gate64.reputation.ReputationSettings;
import org.gate64.reputation.ScoreSettings;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.Standing;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.gate64.screening.ScreeningSettings.AuthenticationResultsField;

/**
 * A screening by the strict rules, until told otherwise, the mail that goes through it, and what it
 * decided. In its zone, 2001:db8::1 is a good client that may send for example.org, 2001:db8::2 has
 * no pointer and may send for example.com, and broken.example fails; 2001:db8:ffff::/48 is trusted.
 */
final class ScreeningFixture implements AutoCloseable {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  static final VerdictId ID = new VerdictId("idididid");

  private static final Dns ZONE =
      ZoneDns.of(
          ClientAddress.parse("2001:db8::1").orElseThrow().reverseName()
              + ". PTR mail.example.org.",
          "mail.example.org. AAAA 2001:db8::1",
          "example.org. TXT \"v=spf1 ip6:2001:db8::1 -all\"",
          "example.com. TXT \"v=spf1 ip6:2001:db8::2 -all\"",
          ";!servfail broken.example.");
  private static final Network TRUSTED = Network.parse("2001:db8:ffff::/48").orElseThrow();

  /** Three times, for four hours; what is less than a minute apart is one try. */
  private static final Steering STEERING = Steering.usual();

  private static final Decay DECAY = new Decay(Duration.ofDays(14), Duration.ofHours(1));
  private static final ReputationSettings WEIGHING =
      new ReputationSettings(
          Map.of(
              Cause.ACCEPTED,
              0.2,
              Cause.MENDED,
              0.2,
              Cause.REFUSED,
              0.2,
              Cause.TRAP,
              5.0,
              Cause.UNKNOWN_RECIPIENT,
              0.1,
              Cause.FILTER_SPAM,
              1.0,
              Cause.FILTER_HAM,
              0.2),
          Map.of(Standing.State.UNKNOWN, 1000),
          10,
          8,
          Duration.ofDays(14));

  private final MapStore memory = new MapStore(DECAY);
  private final List<Decision> decisions = new ArrayList<>();
  private final Map<String, String> macros = new HashMap<>(Map.of("j", "mx.example.net"));
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final SteeringTable steered = new SteeringTable(100);
  private Instant now = NOW;
  private AttemptStore attempts =
      new LocalAttemptStore(STEERING.interval(), Duration.ofDays(1), 1000, () -> 0);
  private RuleSet rules = RuleSet.of(Strictness.STRICT);
  private Dns dns = ZONE;
  private Optional<ContentFilter> contentFilter = Optional.empty();
  private Executor cpu = Runnable::run;
  private Duration patience = Duration.ofSeconds(10);
  private DnsHealth dnsHealth = DnsHealth.SOUND;
  private long headerMemory = 1_000_000;
  private Function<Ticket, Optional<String>> tickets = ticket -> Optional.empty();

  /** What was decided so far. */
  List<Decision> decisions() {
    return decisions;
  }

  /** What is remembered; at first nothing. */
  MapStore memory() {
    return memory;
  }

  /** Has this remembered of a network, as if it had happened just now. */
  void remember(String network, Cause cause, double weight) {
    memory.add(Subject.parse(network).orElseThrow(), Change.of(Tally.of(cause, weight, NOW)));
  }

  /** The weight that a cause has in what is remembered of a subject. */
  double remembered(String subject, Cause cause) {
    return memory
        .of(Subject.parse(subject).orElseThrow())
        .at(now, DECAY)
        .causes()
        .getOrDefault(cause, 0.0);
  }

  /** Lets time go by. */
  void after(Duration time) {
    now = now.plus(time);
  }

  /** Remembers refused mail there. */
  void attempts(AttemptStore store) {
    attempts = store;
  }

  /** What became of steered mail. */
  SteeringTable steered() {
    return steered;
  }

  void rules(RuleSet rules) {
    this.rules = rules;
  }

  void tickets(Function<Ticket, Optional<String>> tickets) {
    this.tickets = tickets;
  }

  /** Has mail seen by SpamAssassin before. */
  void spamAssassin() {
    contentFilter =
        Optional.of(
            new ContentFilter(
                "X-Spam-Status",
                Pattern.compile("^Yes\\b"),
                Optional.of(Pattern.compile("^No\\b"))));
  }

  void dns(Dns dns) {
    this.dns = dns;
  }

  void dnsHealth(DnsHealth dnsHealth) {
    this.dnsHealth = dnsHealth;
  }

  /** Takes all processors away. */
  void noProcessorIsFree() {
    cpu = neverRun -> {};
  }

  void patience(Duration patience) {
    this.patience = patience;
  }

  /** The bytes that all headers together may take. */
  void headerMemory(long bytes) {
    headerMemory = bytes;
  }

  void macro(String name, String value) {
    macros.put(name, value);
  }

  /** Shows a whole message to a screening of its own. */
  Answer judge(String client, String sender, HeaderField... header) {
    MailFilter.Transaction mail = mail(client, sender);
    Optional<Answer.Refuse> unused = mail.recipient(MailPath.parse("b@example.net"));
    for (HeaderField field : header) {
      mail.header(field);
    }
    mail.body(ByteBuffer.wrap("text\r\n".getBytes(StandardCharsets.US_ASCII)));
    return finish(mail);
  }

  /** Begins a message from a@example.org at a screening of its own. */
  MailFilter.Transaction mail(String client) {
    return mail(client, "a@example.org");
  }

  /** Begins a message of the good client. */
  MailFilter.Transaction mail(Screening screening) {
    return session(screening, "2001:db8::1").mail(MailPath.parse("a@example.org"));
  }

  /** Begins a message that no client brought. */
  MailFilter.Transaction localMail(String clientName, String sender) {
    return screening()
        .connected(Optional.empty(), clientName, name -> Optional.empty())
        .mail(MailPath.parse(sender));
  }

  Screening screening() {
    InstantSource clock = () -> now;
    return new Screening(
        gatherer(Clock.fixed(now, ZoneOffset.UTC)),
        new Policy(rules, RuleSet.of(Strictness.OBSERVE), new NetworkTable<>(Map.of()), STEERING),
        new Reputation(
            memory,
            new Scoring(ScoreSettings.usual(), new Ancestry(64, 32), DECAY),
            WEIGHING,
            Pins::none,
            clock),
        new RetryMemory(attempts, STEERING.interval(), steered),
        settings(),
        decisions::add,
        clock,
        System::nanoTime,
        () -> ID,
        () -> dnsHealth,
        ticket -> tickets.apply(ticket));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  static Answer finish(MailFilter.Transaction mail) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    mail.endOfMessage(answer::complete);
    return answer.orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** What was added under that name; empty where nothing was. */
  static String added(Answer answer, String name) {
    return ((Answer.Deliver) answer)
        .changes().stream()
            .filter(HeaderChange.Add.class::isInstance)
            .map(HeaderChange.Add.class::cast)
            .filter(add -> add.name().equals(name))
            .map(HeaderChange.Add::value)
            .findFirst()
            .orElse("");
  }

  static String reply(Answer answer) {
    return answer instanceof Answer.Refuse refuse ? refuse.reply() : answer.toString();
  }

  static HeaderField author(String address) {
    return field("From", " " + address);
  }

  static HeaderField field(String name, String value) {
    return new HeaderField(name, value);
  }

  /** Begins a message at a screening of its own. */
  MailFilter.Transaction mail(String client, String sender) {
    return session(screening(), client).mail(MailPath.parse(sender));
  }

  private MailFilter.SmtpSession session(Screening screening, String client) {
    MailFilter.SmtpSession session =
        screening.connected(
            ClientAddress.parse(client), "unknown", name -> Optional.ofNullable(macros.get(name)));
    session.helo("mail.example.org");
    return session;
  }

  private EvidenceGatherer gatherer(Clock clock) {
    return new EvidenceGatherer(
        new FcrdnsCheck(dns),
        new SpfCheck(dns, SpfSettings.defaults(), cpu, timer),
        new DkimVerifier(dns, DkimSettings.defaults(), clock, cpu),
        new DmarcCheck(dns),
        contentFilter,
        cpu,
        timer,
        patience);
  }

  private ScreeningSettings settings() {
    return new ScreeningSettings(
        new NetworkTable<>(Map.of(TRUSTED, TRUSTED)),
        Optional.empty(),
        "Gate64-Verdict",
        AuthenticationResultsField.WRITTEN,
        Optional.of(new HeaderField("X-Spam-Flag", "YES")),
        new HeaderLimits(2000, 50, headerMemory),
        Set.of("trap@example.net", "@trap.example"));
  }
}
