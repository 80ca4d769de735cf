package org.gate64.reporting;

import java.util.Optional;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.policy.Verdict;
import org.gate64.policy.VerdictId;
import org.gate64.reputation.Standings;

/** A verdict with what it rests on. */
public sealed interface Judgement {

  VerdictId id();

  /** The policy's verdict; empty where the policy was not asked. */
  Optional<Verdict> decided();

  /** The message was accepted unseen. */
  record Exempt(VerdictId id, Exemption exemption) implements Judgement {
    @Override
    public Optional<Verdict> decided() {
      return Optional.empty();
    }
  }

  /** The policy was asked. */
  sealed interface Given extends Judgement {

    Verdict verdict();

    @Override
    default VerdictId id() {
      return verdict().id();
    }

    @Override
    default Optional<Verdict> decided() {
      return Optional.of(verdict());
    }
  }

  /** The client was refused before its message was seen. */
  record OfClient(Verdict verdict, FcrdnsResult fcrdns, Standings standings) implements Given {}

  /** The message was judged with all evidence there is. */
  record OfMessage(Verdict verdict, Evidence evidence, Standings standings) implements Given {}

  /** gate64 could not judge in time. */
  record Overloaded(Verdict verdict) implements Given {}
}
