package org.gate64.policy;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.net.ClientAddress;
import org.gate64.net.NetworkTable;
import org.gate64.reputation.Standings;

/**
 * The decision: from evidence and standings to a verdict, and nothing else. The same of both in the
 * same context always gets the same verdict, on every node.
 */
public final class Policy {

  /** What only the message itself can bring to light. */
  private static final Set<Finding> OF_MESSAGE =
      EnumSet.of(
          Finding.UNAUTHENTICATED,
          Finding.AUTH_UNAVAILABLE,
          Finding.FROM_MALFORMED,
          Finding.DMARC_FAIL,
          Finding.DMARC_UNAVAILABLE);

  /** What the client alone brings to light. */
  private static final Set<Finding> OF_CLIENT =
      EnumSet.of(Finding.NO_PTR, Finding.PTR_UNCONFIRMED, Finding.PTR_UNAVAILABLE, Finding.RATE);

  private final RuleSet ipv6;
  private final RuleSet ipv4;
  private final NetworkTable<RuleSet> networks;
  private final Steering steering;
  private final boolean mayRefuseBeforeMessage;
  private final boolean maySteer;

  /**
   * @param ipv6 for clients that connect over IPv6
   * @param ipv4 for clients that connect over IPv4
   * @param networks for clients of single networks, instead of the above; the longest match wins
   * @param steering when a mail has been steered long enough
   */
  public Policy(RuleSet ipv6, RuleSet ipv4, NetworkTable<RuleSet> networks, Steering steering) {
    this.ipv6 = ipv6;
    this.ipv4 = ipv4;
    this.networks = networks;
    this.steering = steering;
    this.mayRefuseBeforeMessage = rules().anyMatch(Policy::mayRefuseClients);
    this.maySteer = rules().anyMatch(Policy::maySteer);
  }

  /** Judges a message of which all is known that will be. */
  public Verdict decide(Evidence evidence, Standings standings, PolicyContext context) {
    RequiredAlignment alignment = rulesFor(context.client()).alignment();
    Set<Finding> findings = Findings.of(evidence, standings, alignment);
    List<Outcome> outcomes = outcomes(findings, Findings.undecided(evidence), standings, context);
    return verdict(outcomes, context, RefusalText.of(context, evidence, standings, alignment));
  }

  /**
   * Judges a client on what is known of the client alone, before its message is seen: it is refused
   * for what it is where no more severe refusal is in reach. What the message would bring to light
   * has no say then, so that a refusal for good stands even if SPF or DKIM turns out to be
   * unavailable, beside which {@link #decide} would have refused for now.
   *
   * <p>Too much mail is refused at once, whatever the message would have brought: a flood should
   * cost little. A bad network or domain never refuses here, for a domain that the message is
   * authenticated for may yet speak for it. But one that is known by now is in reach.
   *
   * <p>Who is to be steered, and may have been before, is not refused here: whether it is the same
   * mail again, and steered long enough, the message tells.
   *
   * @param byNow what is remembered of the client, and of its domain where that is known already
   * @param given with the tries of any mail from the same sender to the same recipient
   * @return empty where the message has to be seen first
   */
  public Optional<Verdict> decideBeforeMessage(
      FcrdnsResult fcrdns, Standings byNow, PolicyContext given) {
    PolicyContext context = given.with(new Tries.None());
    List<Outcome> outcomes = outcomes(Findings.ofClient(fcrdns, byNow), byNow, context);
    Action worst = worst(outcomes);
    if (!worst.refuses()) {
      return Optional.empty();
    }
    boolean atOnce = outcomes.stream().anyMatch(outcome -> isAnsweredAtOnce(outcome, byNow));
    boolean perhapsAgain = worst == Action.STEER && !(given.tries() instanceof Tries.None);
    if (!atOnce && (perhapsAgain || worst.compareTo(worstInReach(byNow, context)) < 0)) {
      return Optional.empty();
    }
    return Optional.of(verdict(outcomes, context, RefusalText.of(context, fcrdns, byNow)));
  }

  /** Out of a bad network a good domain may send more than the network; the message will tell. */
  private static boolean isAnsweredAtOnce(Outcome outcome, Standings byNow) {
    return outcome.finding().isOutage()
        || (outcome.finding() == Finding.RATE
            && outcome.applied().refuses()
            && !byNow.network().isBad());
  }

  /** What the message could bring upon itself, as far as can be told without it. */
  private Action worstInReach(Standings byNow, PolicyContext context) {
    Set<Finding> inReach = EnumSet.copyOf(OF_MESSAGE);
    inReach.addAll(Findings.ofStandings(byNow));
    return worst(outcomes(inReach, byNow, context));
  }

  /** The verdict on a message that gate64 could not judge in time. */
  public Verdict overloaded(PolicyContext context) {
    List<Outcome> outcomes = outcomes(EnumSet.of(Finding.OVERLOAD), Standings.unknown(), context);
    return verdict(outcomes, context, RefusalText.of(context));
  }

  /** Whether any client could be refused before its message is seen. */
  public boolean mayRefuseBeforeMessage() {
    return mayRefuseBeforeMessage;
  }

  /** Whether any mail could be steered, so that it matters how often it has been before. */
  public boolean maySteer() {
    return maySteer;
  }

  private Stream<RuleSet> rules() {
    return Stream.concat(Stream.of(ipv6, ipv4), networks.values().stream());
  }

  private static boolean mayRefuseClients(RuleSet rules) {
    return OF_CLIENT.stream().anyMatch(finding -> rules.ruleFor(finding).action().refuses());
  }

  private static boolean maySteer(RuleSet rules) {
    return Stream.of(Finding.values())
        .anyMatch(finding -> rules.ruleFor(finding).action() == Action.STEER);
  }

  private static Verdict verdict(
      List<Outcome> outcomes, PolicyContext context, RefusalText refusalText) {
    Optional<Outcome> deciding = mostSevere(outcomes);
    Action action = worst(outcomes);
    if (deciding.isEmpty() || !action.refuses()) {
      return verdict(action, outcomes, Optional.empty(), context);
    }
    Finding finding = deciding.get().finding();
    Optional<Finding> outage =
        outcomes.stream().map(Outcome::finding).filter(Finding::isOutage).findFirst();
    if (action == Action.REJECT && outage.isPresent()) {
      Finding answered = finding.allows(Action.TEMPFAIL) ? finding : outage.get();
      return refusal(Action.TEMPFAIL, answered, refusalText.of(answered), outcomes, context);
    }
    String text =
        deciding.get().endsSteering() ? refusalText.atLast(finding) : refusalText.of(finding);
    return refusal(action, finding, text, outcomes, context);
  }

  /** A verdict that refuses, with the code for one of the findings. */
  private static Verdict refusal(
      Action action, Finding answered, String text, List<Outcome> outcomes, PolicyContext context) {
    Refusal refusal = new Refusal(answered.replies().codeFor(action), text);
    return verdict(action, outcomes, Optional.of(refusal), context);
  }

  private static Verdict verdict(
      Action action, List<Outcome> outcomes, Optional<Refusal> refusal, PolicyContext context) {
    return new Verdict(context.id(), action, outcomes, refusal, context.dns(), context.tries());
  }

  private List<Outcome> outcomes(
      Collection<Finding> findings, Standings standings, PolicyContext context) {
    return outcomes(findings, Set.of(), standings, context);
  }

  private List<Outcome> outcomes(
      Collection<Finding> findings,
      Set<Finding> undecided,
      Standings standings,
      PolicyContext context) {
    RuleSet rules = rulesFor(context.client());
    return findings.stream()
        .map(
            finding -> {
              Rule rule = rules.ruleFor(finding);
              boolean mild = undecided.contains(finding) || isMild(finding, standings, context);
              return new Outcome(finding, rule, applied(rule, mild, context));
            })
        .toList();
  }

  private static boolean isMild(Finding finding, Standings standings, PolicyContext context) {
    boolean doubtful = context.dns() == DnsHealth.FAILING && finding.restsOnDns();
    return doubtful || Findings.isInherited(finding, standings);
  }

  private Action applied(Rule rule, boolean mild, PolicyContext context) {
    if (!isInForce(rule, context)) {
      return Action.ACCEPT;
    }
    if (mild && rule.action().refuses()) {
      return Action.TEMPFAIL;
    }
    boolean longEnough = rule.action() == Action.STEER && steering.isOver(context.tries());
    return longEnough ? Action.REJECT : rule.action();
  }

  private RuleSet rulesFor(ClientAddress client) {
    return networks
        .longestMatch(client)
        .orElse(
            switch (client.family()) {
              case IPV6 -> ipv6;
              case IPV4 -> ipv4;
            });
  }

  /** The first of those with the most severe action, in the order of {@link Finding}. */
  private static Optional<Outcome> mostSevere(List<Outcome> outcomes) {
    Comparator<Outcome> bySeverity = Comparator.comparing(Outcome::applied);
    return outcomes.stream().reduce((a, b) -> bySeverity.compare(b, a) > 0 ? b : a);
  }

  private static Action worst(List<Outcome> outcomes) {
    return mostSevere(outcomes).map(Outcome::applied).orElse(Action.ACCEPT);
  }

  private static boolean isInForce(Rule rule, PolicyContext context) {
    boolean over = rule.until().filter(context.today()::isAfter).isPresent();
    return !over && share(context) < rule.percent();
  }

  /** Where the network stands between 0 and 99: the same place for ever, and on every node. */
  private static long share(PolicyContext context) {
    CRC32 crc = new CRC32();
    crc.update(context.network().toString().getBytes(StandardCharsets.US_ASCII));
    return crc.getValue() % 100;
  }
}
