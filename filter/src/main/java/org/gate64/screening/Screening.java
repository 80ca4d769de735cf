package org.gate64.screening;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.gate64.evidence.EvidenceGatherer;
import org.gate64.feedback.Ticket;
import org.gate64.milter.session.MailFilter;
import org.gate64.milter.wire.Macro;
import org.gate64.net.ClientAddress;
import org.gate64.net.Network;
import org.gate64.policy.DnsHealth;
import org.gate64.policy.Policy;
import org.gate64.policy.PolicyContext;
import org.gate64.policy.Tries;
import org.gate64.policy.VerdictId;
import org.gate64.reporting.Decision;
import org.gate64.reputation.Reputation;
import org.gate64.reputation.Sender;

/** Judges the mail that a mail server shows, by the policy. */
public final class Screening implements MailFilter {

  /** Where neither configuration nor mail server name the host. */
  private static final String NAMELESS = "localhost";

  private final EvidenceGatherer gatherer;
  private final Policy policy;
  private final Reputation reputation;
  private final RetryMemory retries;
  private final Traps traps;
  private final ScreeningSettings settings;
  private final Consumer<Decision> decisions;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final Supplier<VerdictId> ids;
  private final Supplier<DnsHealth> dnsHealth;
  private final Function<Ticket, Optional<String>> tickets;
  private final HeaderMemory headerMemory;
  private final TranslationWatch translation = new TranslationWatch();

  /**
   * @param decisions told of every decision, on the thread that made it
   * @param clock for dates
   * @param ticker nanoseconds, for how long things take
   * @param dnsHealth how DNS fares; asked at each decision
   * @param tickets writes them, so that recipients' words can count; nothing where they do not
   */
  public Screening(
      EvidenceGatherer gatherer,
      Policy policy,
      Reputation reputation,
      RetryMemory retries,
      ScreeningSettings settings,
      Consumer<Decision> decisions,
      InstantSource clock,
      LongSupplier ticker,
      Supplier<VerdictId> ids,
      Supplier<DnsHealth> dnsHealth,
      Function<Ticket, Optional<String>> tickets) {
    this.gatherer = gatherer;
    this.policy = policy;
    this.reputation = reputation;
    this.retries = retries;
    this.traps = new Traps(settings.traps());
    this.settings = settings;
    this.decisions = decisions;
    this.clock = clock;
    this.ticker = ticker;
    this.ids = ids;
    this.dnsHealth = dnsHealth;
    this.tickets = tickets;
    this.headerMemory = new HeaderMemory(settings.limits().allOctets());
  }

  @Override
  public RecipientReplies recipientReplies() {
    return policy.mayRefuseBeforeMessage() ? RecipientReplies.NEEDED : RecipientReplies.NOT_NEEDED;
  }

  @Override
  public SmtpSession connected(Optional<ClientAddress> client, String clientName, Macros macros) {
    client.filter(this::isNotNamed).ifPresent(translation::see);
    return new ScreenedSession(this, client, clientName, macros);
  }

  /** A relay that the configuration names by its very address is one that is known. */
  private boolean isNotNamed(ClientAddress client) {
    return settings.trusted().longestMatch(client).filter(Network::isOneAddress).isEmpty();
  }

  EvidenceGatherer gatherer() {
    return gatherer;
  }

  Policy policy() {
    return policy;
  }

  /** What is known of a client by now, for its next message. */
  MessageMemory memory(ClientAddress client, Envelope envelope) {
    Network network = networkOf(client);
    return new MessageMemory(
        reputation.of(new Sender(client, network)),
        new MessageTries(this, envelope, network),
        client.family(),
        traps);
  }

  RetryMemory retries() {
    return retries;
  }

  ScreeningSettings settings() {
    return settings;
  }

  HeaderMemory headerMemory() {
    return headerMemory;
  }

  InstantSource clock() {
    return clock;
  }

  long now() {
    return ticker.getAsLong();
  }

  VerdictId nextId() {
    return ids.get();
  }

  Optional<String> ticket(Ticket ticket) {
    return tickets.apply(ticket);
  }

  void report(Decision decision) {
    decisions.accept(decision);
  }

  Network networkOf(ClientAddress client) {
    return reputation.ancestry().networkOf(client);
  }

  /** What a decision depends on beside the evidence, now. */
  PolicyContext context(ClientAddress client, VerdictId id) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return new PolicyContext(
        client, networkOf(client), today, id, dnsHealth.get(), new Tries.None());
  }

  ForgedFields forgedFields(Macros macros) {
    return new ForgedFields(settings.verdictHeader(), authservId(macros));
  }

  /** The name that this server's results go by. */
  String authservId(Macros macros) {
    return settings.authservId().or(() -> macros.value(Macro.MTA_NAME)).orElse(NAMELESS);
  }
}
