package org.gate64.evidence.dmarc;

import org.gate64.evidence.dmarc.Authheaders.Mode;
import org.gate64.evidence.dmarc.Authheaders.Opinion;

/** What gate64 and authheaders make of one message. */
record Comparison(Mode mode, SampleTree tree, Opinion ours, Opinion theirs) {

  boolean agrees() {
    return ours.equals(theirs);
  }

  /** The same difference, but with gate64 where authheaders was. */
  Comparison swapped() {
    return new Comparison(mode, tree, theirs, ours);
  }

  boolean agreesOnResult() {
    return ours.result().equals(theirs.result());
  }

  boolean agreesOnPolicy() {
    return ours.policy().equals(theirs.policy());
  }

  /** Whether gate64 applies the policy that the RFC has the author's own record ask for. */
  boolean weApplyItsOwn() {
    return tree.own().map(SampleRecord::ofItself).filter(ours.policy()::equals).isPresent();
  }

  /** Whether gate64 applies a policy that the RFC has such a record ask for domains below. */
  boolean weApply(SampleRecord above) {
    return above.ofOthers().contains(ours.policy());
  }

  /** Whether authheaders comes to what follows from that record, the way it reads them. */
  boolean theyApply(SampleRecord record) {
    return theirs.equals(reading(record));
  }

  /**
   * What authheaders makes of a record: it names the policy for subdomains whoever published the
   * record, and that for domains that do not exist whatever the result. It aligns by the public
   * suffix list, and nothing by a mode that it does not know.
   */
  private Opinion reading(SampleRecord record) {
    if (!record.has("p")) {
      return Opinion.NONE;
    }
    boolean passes =
        aligns(tree.spf(), record.tag("aspf").orElse("r"))
            || aligns(tree.dkim(), record.tag("adkim").orElse("r"));
    String policy =
        record
            .tag("np")
            .filter(np -> !tree.existing().contains(tree.author()))
            .or(() -> record.tag("sp"))
            .or(() -> record.tag("p"))
            .orElseThrow();
    return new Opinion(passes ? "pass" : "fail", policy);
  }

  private boolean aligns(String proof, String mode) {
    String domain = proof.substring(proof.indexOf(' ') + 1);
    if (!proof.startsWith("pass ")) {
      return false;
    }
    return switch (mode) {
      case "r" -> ("." + domain).endsWith("." + tree.organization());
      case "s" -> domain.equals(tree.author());
      default -> false;
    };
  }

  @Override
  public String toString() {
    return mode + ": " + theirs + " instead of " + ours + ": " + tree;
  }
}
