package org.gate64.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gate64.milter.session.Answer;
import org.gate64.milter.session.Answer.HeaderChange;
import org.gate64.policy.Action;
import org.gate64.policy.Verdict;
import org.gate64.policy.VerdictId;
import org.gate64.reporting.AuthenticationResults;
import org.gate64.reporting.Decision;
import org.gate64.reporting.Judgement;
import org.gate64.reporting.VerdictHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a decision into words for the mail server. */
final class Answers {

  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private Answers() {}

  static Optional<Answer.Refuse> refusal(Verdict verdict) {
    return verdict.refusal().map(refusal -> new Answer.Refuse(refusal.toString()));
  }

  /**
   * The answer to a whole message.
   *
   * @param ticket by which recipients' words will count; empty where they will not
   */
  static Answer of(
      Decision decision,
      Optional<String> ticket,
      ForgedFields forged,
      ScreeningSettings settings,
      String authservId) {
    Optional<Verdict> verdict = decision.judgement().decided();
    Optional<Answer> refusal = verdict.flatMap(Answers::refusal);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (forged.tooMany()) {
      return tooManyForged(decision.judgement().id());
    }
    Action action = verdict.map(Verdict::action).orElse(Action.ACCEPT);
    List<HeaderChange> changes = new ArrayList<>(forged.removals());
    changes.addAll(additions(decision, ticket, action, settings, authservId));
    Optional<String> hold =
        action == Action.QUARANTINE ? verdict.map(Answers::holdReason) : Optional.empty();
    return new Answer.Deliver(changes, hold);
  }

  /** Not the policy's business: nobody's mail may carry what only this server may say. */
  static Answer tooManyForged(VerdictId id) {
    LOG.warn("{}: refused, with more forged fields in its header than can be removed", id);
    return new Answer.Refuse(
        "550 5.7.1 The message's header has too many fields that only this server may write."
            + " (gate64 id "
            + id
            + ")");
  }

  /** Each goes above the one before. */
  private static List<HeaderChange> additions(
      Decision decision,
      Optional<String> ticket,
      Action action,
      ScreeningSettings settings,
      String authservId) {
    List<HeaderChange> additions = new ArrayList<>();
    if (action == Action.MARK) {
      settings
          .mark()
          .ifPresent(mark -> additions.add(new HeaderChange.Add(mark.name(), mark.value())));
    }
    String told =
        ticket
            .map(text -> VerdictHeader.value(decision, text))
            .orElseGet(() -> VerdictHeader.value(decision));
    additions.add(new HeaderChange.Add(settings.verdictHeader(), told));
    if (decision.judgement() instanceof Judgement.OfMessage judged
        && decision.client().isPresent()) {
      switch (settings.authenticationResults()) {
        case WRITTEN ->
            additions.add(
                new HeaderChange.Add(
                    AuthenticationResults.NAME,
                    AuthenticationResults.value(
                        authservId, decision.client().get(), judged.evidence())));
        case LEFT_OUT -> {}
      }
    }
    return additions;
  }

  private static String holdReason(Verdict verdict) {
    return "gate64 "
        + verdict.id()
        + ": "
        + verdict.outcomes().stream()
            .map(outcome -> outcome.finding().keyword())
            .collect(Collectors.joining(", "));
  }
}
