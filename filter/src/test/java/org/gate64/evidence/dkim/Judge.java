package org.gate64.evidence.dkim;

import java.io.IOException;
import java.util.List;

/** Somebody else's DKIM verifier. */
interface Judge extends AutoCloseable {

  /** Who it is. */
  enum Name {
    DKIMPY,
    OPENDKIM,
    MAIL_DKIM
  }

  Name name();

  /**
   * What it makes of a message.
   *
   * @return an opinion for each signature, from the top
   */
  List<Opinion> opinions(String message) throws IOException;

  @Override
  void close() throws IOException;

  /**
   * What it makes of a signature.
   *
   * @param passes whether it verifies and nothing speaks against it
   * @param reason in the judge's own words; empty where it gives none
   */
  record Opinion(boolean passes, String reason) {
    @Override
    public String toString() {
      return (passes ? "pass" : "no pass") + (reason.isEmpty() ? "" : ": " + reason);
    }
  }
}
