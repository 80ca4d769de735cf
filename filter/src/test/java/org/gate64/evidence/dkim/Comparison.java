package org.gate64.evidence.dkim;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.gate64.evidence.dkim.SignedSample.Signature;

/**
 * What gate64 and another verifier make of one signature.
 *
 * @param signatures how the message was signed, from the top
 * @param index of the signature among them
 * @param alteration what then happened to the message
 */
record Comparison(
    Judge.Name judge,
    List<Signature> signatures,
    int index,
    Alteration alteration,
    String message,
    DkimResult ours,
    Judge.Opinion theirs) {

  private static final Set<DkimStatus> REFUSALS =
      EnumSet.of(DkimStatus.PERMERROR, DkimStatus.NEUTRAL);

  /** How the signature was made. */
  Signature made() {
    return signatures.get(index);
  }

  /** Whether both say pass, or neither. */
  boolean agrees() {
    return ours.passed() == theirs.passes();
  }

  /**
   * Whether neither says pass, and the other gives a reason for that which is none of ours. Of an
   * altered message each may name any of several reasons.
   */
  boolean differsInReason() {
    return !ours.passed()
        && !theirs.passes()
        && alteration == Alteration.NONE
        && !reasons().contains(ours.status());
  }

  boolean isOf(SignatureCase... forms) {
    return Set.of(forms).contains(made().form());
  }

  boolean isOf(KeyCase... keys) {
    return Set.of(keys).contains(made().key());
  }

  /** Whether no other signature was there when this one was made. */
  boolean isLowest() {
    return index == signatures.size() - 1;
  }

  /** Whether another signature of the message is of such a form. */
  boolean isBeside(SignatureCase... forms) {
    return IntStream.range(0, signatures.size())
        .anyMatch(i -> i != index && Set.of(forms).contains(signatures.get(i).form()));
  }

  String body() {
    return WireMessage.of(VerifierFixture.bytes(message)).body();
  }

  /**
   * The statuses that the other's reason may stand for. Both have one word for all that RFC 8601,
   * section 2.7.1, parts into {@code permerror} and {@code neutral}.
   */
  private Set<DkimStatus> reasons() {
    return switch (judge) {
      case DKIMPY -> ofDkimpy(theirs.reason());
      case OPENDKIM -> ofOpenDkim(theirs.reason());
      case MAIL_DKIM -> EnumSet.allOf(DkimStatus.class);
    };
  }

  private static Set<DkimStatus> ofDkimpy(String reason) {
    if (reason.isEmpty() || reason.contains("body hash mismatch")) {
      return EnumSet.of(DkimStatus.FAIL);
    }
    if (reason.startsWith("DnsTimeoutError")) {
      return EnumSet.of(DkimStatus.TEMPERROR);
    }
    return reason.contains("too small") ? EnumSet.of(DkimStatus.POLICY) : REFUSALS;
  }

  /** Its keys being in a file, it cannot tell an outage from a key that is not there. */
  private Set<DkimStatus> ofOpenDkim(String reason) {
    if (reason.isEmpty() || made().key() == KeyCase.UNAVAILABLE) {
      return EnumSet.allOf(DkimStatus.class);
    }
    return switch (reason) {
      case "signature verification failed", "length tag value exceeds body size" ->
          EnumSet.of(DkimStatus.FAIL);
      case "temperror" -> EnumSet.of(DkimStatus.TEMPERROR);
      case "policy signing key too small" -> EnumSet.of(DkimStatus.POLICY);
      default -> REFUSALS;
    };
  }

  @Override
  public String toString() {
    return "%s of %s, %s: %s where gate64 has %s %s%n%s"
        .formatted(judge, made(), alteration, theirs, ours.status(), ours.detail(), shown(message));
  }

  private static String shown(String message) {
    String start = message.substring(0, Math.min(message.length(), 2000));
    return start.replace("\r", "\\r").replace("\t", "\\t");
  }
}
