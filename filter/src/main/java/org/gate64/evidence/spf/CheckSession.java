package org.gate64.evidence.spf;

import java.util.List;
import java.util.Optional;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.SPF1Constants;
import org.apache.james.jspf.core.SPFSession;
import org.apache.james.jspf.core.exceptions.PermErrorException;
import org.gate64.net.ClientAddress;

/** jSPF's session, and what one check must remember beside it. */
final class CheckSession extends SPFSession {

  /** RFC 7208, section 4.6.4. */
  private static final int MOST_TERMS = 10;

  private static final int LONGEST_HELO = 255;

  /**
   * The explanation that goes with a fail.
   *
   * @param domain whose record it stands in
   */
  record Explanation(MacroString target, String domain) {}

  private final ClientAddress client;
  private final long timeStamp;
  private int terms;
  private Optional<List<String>> clientNames = Optional.empty();
  private Optional<Explanation> explanation = Optional.empty();
  private boolean explaining;
  private Optional<String> unavailable = Optional.empty();

  /** Starts a check of the subject's domain, at a time in seconds since the epoch. */
  CheckSession(SpfQuery query, Subject subject, long timeStamp) {
    super(subject.mailbox(), Texts.upTo(query.helo(), LONGEST_HELO), query.client().toString());
    setReceivingDomain(query.receiver().toString());
    this.client = query.client();
    this.timeStamp = timeStamp;
  }

  ClientAddress client() {
    return client;
  }

  /** The type of the records that hold addresses like the client's (RFC 7208, section 5). */
  int addressType() {
    return client.family() == ClientAddress.Family.IPV4 ? DNSRequest.A : DNSRequest.AAAA;
  }

  @Override
  public long getTimeStamp() {
    return timeStamp;
  }

  /** Counts a term that asks DNS; jSPF calls it before each one. */
  @Override
  public void increaseCurrentDepth() throws PermErrorException {
    terms++;
    if (terms > MOST_TERMS) {
      throw new PermErrorException("more than " + MOST_TERMS + " terms that ask DNS");
    }
  }

  /** Whether an include or redirect led to the policy now being evaluated. */
  boolean isNested() {
    return terms > 0;
  }

  /** The validated names of the client (RFC 7208, section 5.5), once they were looked for. */
  Optional<List<String>> clientNames() {
    return clientNames;
  }

  void setClientNames(List<String> names) {
    clientNames = Optional.of(List.copyOf(names));
  }

  /** What explains the last fail, be it the result in the end or only that of an include. */
  Optional<Explanation> explanation() {
    return explanation;
  }

  void setExplanation(Optional<Explanation> explanation) {
    this.explanation = explanation;
  }

  /** Remembers that a mechanism did not match only because DNS would not say. */
  void noteUnavailable(String detail) {
    if (!explaining) {
      unavailable = Optional.of(detail);
    }
  }

  /** The result is settled; whatever fails from now on costs only its explanation. */
  void beginExplanation() {
    explaining = true;
  }

  /** The outcome without an explanation, where nothing but that is still looked for. */
  Optional<Outcome> settledOutcome() {
    return explaining ? Optional.of(outcome()) : Optional.empty();
  }

  /** The outcome when every checker has run. */
  Outcome outcome() {
    SpfStatus status = status();
    if (status != SpfStatus.PASS && unavailable.isPresent()) {
      return Outcome.of(SpfStatus.TEMPERROR, unavailable.get());
    }
    String detail = getExplanation();
    return Outcome.of(status, status == SpfStatus.FAIL && detail != null ? detail : "");
  }

  private SpfStatus status() {
    return switch (getCurrentResult()) {
      case SPF1Constants.PASS -> SpfStatus.PASS;
      case SPF1Constants.FAIL -> SpfStatus.FAIL;
      case SPF1Constants.SOFTFAIL -> SpfStatus.SOFTFAIL;
      default -> SpfStatus.NEUTRAL;
    };
  }
}
