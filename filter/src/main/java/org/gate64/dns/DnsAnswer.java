package org.gate64.dns;

import java.time.Duration;
import java.util.List;

/** What DNS said: there are records, there are none, or it would not say. */
public sealed interface DnsAnswer {

  /**
   * Records of the type that was asked for, at the end of whatever chain of CNAMEs led there.
   *
   * @param records in the order of the answer; one that no sense can be made of (a PTR to an
   *     impossible name, say) is left out, so the list may even be empty
   * @param timeToLive for how long this may be kept
   */
  record Found(List<DnsRecord> records, Duration timeToLive) implements DnsAnswer {
    public Found {
      records = List.copyOf(records);
    }

    /** The records of one kind, in the order of the answer. */
    public <R extends DnsRecord> List<R> records(Class<R> kind) {
      return records.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
  }

  /**
   * A void answer (RFC 7208, section 4.6.4): no such name, or the name has no record of this type.
   *
   * @param nameExists whether the name exists (NODATA) or not (NXDOMAIN); an alias does, wherever
   *     it leads
   * @param timeToLive for how long this may be kept (RFC 2308)
   */
  record None(boolean nameExists, Duration timeToLive) implements DnsAnswer {}

  /**
   * DNS would not say. Nothing follows from this about the name.
   *
   * @param reason what happened
   * @param detail for the log, without text from outside
   */
  record Failure(FailureReason reason, String detail) implements DnsAnswer {}

  /** Why DNS would not say. */
  enum FailureReason {
    /** No answer came in time. */
    TIMEOUT,
    /** The resolver answered SERVFAIL: it could not find out, or DNSSEC validation failed. */
    SERVER_FAILURE,
    /** The resolver refused, or answered with another error. */
    REFUSED,
    /** The answer could not be understood, or did not fit the question. */
    MALFORMED,
    /** The resolver could not be reached. */
    UNREACHABLE,
    /** Too many lookups are under way in gate64 itself. */
    OVERLOAD
  }
}
