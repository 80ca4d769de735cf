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
  private final boolean mayRefuseBeforeMessage;

  /**
   * @param ipv6 for clients that connect over IPv6
   * @param ipv4 for clients that connect over IPv4
   * @param networks for clients of single networks, instead of the above; the longest match wins
   */
  public Policy(RuleSet ipv6, RuleSet ipv4, NetworkTable<RuleSet> networks) {
    this.ipv6 = ipv6;
    this.ipv4 = ipv4;
    this.networks = networks;
    this.mayRefuseBeforeMessage =
        Stream.concat(Stream.of(ipv6, ipv4), networks.values().stream())
            .anyMatch(Policy::mayRefuseClients);
  }

  /** Judges a message of which all is known that will be. */
  public Verdict decide(Evidence evidence, Standings standings, PolicyContext context) {
    RequiredAlignment alignment = rulesFor(context.client()).alignment();
    List<Outcome> outcomes =
        outcomes(Findings.of(evidence, standings, alignment), standings, context);
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
   * @param byNow what is remembered of the client, and of its domain where that is known already
   * @return empty where the message has to be seen first
   */
  public Optional<Verdict> decideBeforeMessage(
      FcrdnsResult fcrdns, Standings byNow, PolicyContext context) {
    List<Outcome> outcomes = outcomes(Findings.ofClient(fcrdns, byNow), byNow, context);
    Action worst = worst(outcomes);
    if (!worst.refuses()) {
      return Optional.empty();
    }
    boolean atOnce = outcomes.stream().anyMatch(Policy::isAnsweredAtOnce);
    if (!atOnce && worst.compareTo(worstInReach(byNow, context)) < 0) {
      return Optional.empty();
    }
    return Optional.of(verdict(outcomes, context, RefusalText.of(context, fcrdns, byNow)));
  }

  private static boolean isAnsweredAtOnce(Outcome outcome) {
    return outcome.finding().isOutage()
        || (outcome.finding() == Finding.RATE && outcome.applied().refuses());
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

  private static boolean mayRefuseClients(RuleSet rules) {
    return OF_CLIENT.stream().anyMatch(finding -> rules.ruleFor(finding).action().refuses());
  }

  private static Verdict verdict(
      List<Outcome> outcomes, PolicyContext context, RefusalText refusalText) {
    Optional<Outcome> deciding = mostSevere(outcomes);
    Action action = worst(outcomes);
    if (deciding.isEmpty() || !action.refuses()) {
      return new Verdict(context.id(), action, outcomes, Optional.empty(), context.dns());
    }
    Finding finding = deciding.get().finding();
    Optional<Finding> outage =
        outcomes.stream().map(Outcome::finding).filter(Finding::isOutage).findFirst();
    if (action == Action.REJECT && outage.isPresent()) {
      Finding answered = finding.allows(Action.TEMPFAIL) ? finding : outage.get();
      return refusal(Action.TEMPFAIL, answered, outcomes, context, refusalText);
    }
    return refusal(action, finding, outcomes, context, refusalText);
  }

  /** A verdict that refuses, in the words for one of the findings. */
  private static Verdict refusal(
      Action action,
      Finding answered,
      List<Outcome> outcomes,
      PolicyContext context,
      RefusalText refusalText) {
    Refusal refusal = new Refusal(answered.replies().codeFor(action), refusalText.of(answered));
    return new Verdict(context.id(), action, outcomes, Optional.of(refusal), context.dns());
  }

  private List<Outcome> outcomes(
      Collection<Finding> findings, Standings standings, PolicyContext context) {
    RuleSet rules = rulesFor(context.client());
    return findings.stream()
        .map(
            finding -> {
              Rule rule = rules.ruleFor(finding);
              return new Outcome(finding, rule, applied(finding, rule, standings, context));
            })
        .toList();
  }

  private static Action applied(
      Finding finding, Rule rule, Standings standings, PolicyContext context) {
    if (!isInForce(rule, context)) {
      return Action.ACCEPT;
    }
    boolean doubtful = context.dns() == DnsHealth.FAILING && finding.restsOnDns();
    boolean mild = doubtful || Findings.isInherited(finding, standings);
    return mild && rule.action().refuses() ? Action.TEMPFAIL : rule.action();
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
