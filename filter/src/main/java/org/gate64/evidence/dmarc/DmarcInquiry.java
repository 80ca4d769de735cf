package org.gate64.evidence.dmarc;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.gate64.evidence.dkim.DkimResult;
import org.gate64.evidence.spf.SpfResult;

/** One check on its way to its result. Safe for use by many threads. */
public final class DmarcInquiry {

  private final Judge judge;
  private final Lookups lookups;

  private DmarcInquiry(Judge judge, Lookups lookups) {
    this.judge = judge;
    this.lookups = lookups;
  }

  static DmarcInquiry begin(Judge judge, Lookups lookups) {
    var unused = Pursuit.of(lookups, judge::discover);
    return new DmarcInquiry(judge, lookups);
  }

  /**
   * Judges the message. Further lookups are made where the result depends on them.
   *
   * @param spf the result that counts: of MAIL FROM, or of HELO for a null sender (RFC 9989,
   *     section 3.2.4)
   * @param dkim those of all signatures
   * @return never fails. Completed before long, on any thread, so whatever takes long belongs on an
   *     executor of the caller's own
   */
  public CompletableFuture<DmarcResult> evaluate(SpfResult spf, List<DkimResult> dkim) {
    List<Identifier> identifiers = Identifier.of(spf, dkim);
    return Pursuit.of(lookups, known -> judge.judge(identifiers, known)).copy();
  }

  /**
   * What can be said by now, for a caller that can wait no longer: a temperror and an unknown
   * alignment wherever what is missing could matter. Nothing is asked for it.
   */
  public DmarcResult resultByNow(SpfResult spf, List<DkimResult> dkim) {
    return judge.judge(Identifier.of(spf, dkim), lookups.known()).value();
  }

  /**
   * Ends the check where it is: DNS is asked nothing more for it, and whoever waits for a result
   * gets what could be said by then.
   */
  public void giveUp() {
    lookups.end();
  }
}
