package org.gate64.evidence.spf;

import java.util.List;
import org.gate64.dns.DnsAnswer.FailureReason;

/** The answer to one of jSPF's questions, after the bounds of the check had their say. */
sealed interface Reply {

  /** Records in the form that jSPF reads. */
  record Records(List<String> records) implements Reply {}

  /** No such name or no such record, or a name that DNS cannot be asked for. */
  record Nothing() implements Reply {}

  /**
   * DNS would not say.
   *
   * @param reason why
   * @param detail which question failed, and how
   */
  record Unavailable(FailureReason reason, String detail) implements Reply {}

  /**
   * The record asks for more than one check may.
   *
   * @param detail which bound it broke
   */
  record Excessive(String detail) implements Reply {}
}
