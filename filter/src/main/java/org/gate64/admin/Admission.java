package org.gate64.admin;

import java.util.Map;

/** Whether a request may be answered. */
sealed interface Admission {

  /** It is. */
  record Granted(Page page, Parameters query) implements Admission {}

  /**
   * It is not.
   *
   * @param fields of the answer's header, beside the usual ones
   * @param body octets that may still come, so that the answer is not lost on who is sending them
   */
  record Refused(Response.Text response, Map<String, String> fields, long body)
      implements Admission {}
}
