package org.gate64.evidence.spf;

import org.gate64.evidence.spf.Judge.Opinion;

/** What gate64 and another judge make of one question. */
record Comparison(Judge.Name judge, SampleCheck check, SpfResult ours, Opinion theirs) {

  boolean agrees() {
    return theirs.word().equals(ours.status().keyword());
  }

  /** The same of a question to which gate64's answer has to be the same. */
  Comparison with(SampleCheck plain, Opinion opinion) {
    return new Comparison(judge, plain, ours, opinion);
  }

  @Override
  public String toString() {
    return "%s has %s where gate64 has %s: %s".formatted(judge, theirs, ours, check);
  }
}
