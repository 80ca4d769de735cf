package org.gate64.reporting;

import java.util.Comparator;
import java.util.Optional;
import org.gate64.policy.Action;
import org.gate64.policy.Finding;
import org.gate64.policy.Outcome;
import org.gate64.policy.Rule;
import org.gate64.policy.Verdict;

/** Findings, rules and verdicts in words. */
final class VerdictText {

  private static final int EVERYBODY = 100;

  private VerdictText() {}

  /** Why a finding arose. */
  static String why(Finding finding) {
    return switch (finding) {
      case NO_PTR -> "the address has no PTR record.";
      case PTR_UNCONFIRMED -> "the address has a PTR record, and no name resolves back to it.";
      case PTR_UNAVAILABLE -> "DNS would not say what the address is called.";
      case UNAUTHENTICATED -> "neither SPF nor any DKIM signature passed as the policy demands.";
      case AUTH_UNAVAILABLE ->
          "neither SPF nor DKIM passed as the policy demands, and not all could be decided now.";
      case FROM_MALFORMED ->
          "the message does not have exactly one From field that tells whose it is.";
      case DMARC_FAIL ->
          "DMARC fails, and the domain in From asks to quarantine or reject such mail.";
      case DMARC_UNAVAILABLE ->
          "the domain in From has a DMARC policy; whether it is satisfied could not be decided now.";
      case NETWORK_BAD ->
          "the network's standing is bad, and no domain speaks for the message whose word counts.";
      case DOMAIN_BAD -> "the standing of the domain that the message is authenticated for is bad.";
      case RATE -> "the network sends more mail than its standing allows.";
      case OVERLOAD -> "gate64 could not judge the message in time.";
    };
  }

  /** What is configured for the finding, and where that differs, what was applied. */
  static String rule(Outcome outcome) {
    Rule rule = outcome.rule();
    StringBuilder words = new StringBuilder(rule.action().keyword());
    if (rule.percent() < EVERYBODY) {
      words.append(" for ").append(rule.percent()).append("% of networks");
    }
    rule.until().ifPresent(day -> words.append(" until ").append(day));
    if (outcome.applied() != rule.action()) {
      words.append("; ").append(difference(outcome)).append(", so ");
      words.append(outcome.applied().keyword());
    }
    return words.toString();
  }

  private static String difference(Outcome outcome) {
    if (outcome.applied() == Action.ACCEPT) {
      return "not in force for this network today";
    }
    if (outcome.endsSteering()) {
      return "steered long enough";
    }
    return outcome.finding().restsOnDns()
        ? "softened while DNS is in trouble"
        : "softened, since it is only inherited";
  }

  /** The verdict in a sentence, and which finding it is due to. */
  static String sentence(Verdict verdict) {
    return verdict.action().keyword() + because(verdict) + ": " + meaning(verdict);
  }

  private static String meaning(Verdict verdict) {
    return switch (verdict.action()) {
      case ACCEPT ->
          verdict.outcomes().isEmpty()
              ? "the message is delivered."
              : "the message is delivered; what was found is only reported.";
      case MARK -> "the message is delivered with a mark in its header.";
      case QUARANTINE -> "the mail server holds the message for a person to look at.";
      case TEMPFAIL -> "the message is refused for now; the sender will try again.";
      case STEER ->
          "the message is refused for now, so that a sender which also has IPv4 tries that.";
      case REJECT -> "the message is refused for good.";
    };
  }

  private static String because(Verdict verdict) {
    // Of findings with the same action the first decides.
    Optional<Outcome> deciding =
        verdict.outcomes().stream()
            .max(
                Comparator.comparing(Outcome::applied)
                    .thenComparing(Outcome::finding, Comparator.reverseOrder()));
    if (verdict.action() == Action.ACCEPT || deciding.isEmpty()) {
      return "";
    }
    boolean softened = deciding.get().applied() != verdict.action();
    String outage = softened ? ", softened by the outage beside it" : "";
    return ", because of " + deciding.get().finding().keyword() + outage;
  }
}
