package org.gate64.evidence.dmarc;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gate64.evidence.dkim.DkimResult;
import org.gate64.evidence.dkim.DkimStatus;
import org.gate64.evidence.spf.SpfResult;
import org.gate64.evidence.spf.SpfStatus;
import org.gate64.net.DomainName;

/**
 * A domain that speaks for a message, or may do so (RFC 9989, section 3.2.1).
 *
 * @param domain SPF's, or {@code d=} of a signature
 */
record Identifier(DomainName domain, Mechanism mechanism, Proof proof) {

  /** What speaks for the domain. */
  enum Mechanism {
    SPF,
    DKIM
  }

  /** Whether it does; better proofs come first. */
  enum Proof {
    /** It passed. */
    PASSED,
    /** It could not be decided now. */
    UNDECIDED
  }

  /** The identifiers of a message, those that passed first; what failed is none. */
  static List<Identifier> of(SpfResult spf, List<DkimResult> dkim) {
    Stream<Identifier> sender =
        proof(spf.status()).stream()
            .flatMap(
                proof ->
                    spf.domain().stream().map(name -> new Identifier(name, Mechanism.SPF, proof)));
    return Stream.concat(sender, dkim.stream().flatMap(Identifier::of))
        .distinct()
        .sorted(Comparator.comparing(Identifier::proof))
        .toList();
  }

  private static Stream<Identifier> of(DkimResult signature) {
    return proof(signature.status()).stream()
        .flatMap(
            proof ->
                signature.domain().stream()
                    .map(name -> new Identifier(name, Mechanism.DKIM, proof)));
  }

  private static Optional<Proof> proof(SpfStatus status) {
    return switch (status) {
      case PASS -> Optional.of(Proof.PASSED);
      case TEMPERROR -> Optional.of(Proof.UNDECIDED);
      case NONE, NEUTRAL, FAIL, SOFTFAIL, PERMERROR -> Optional.empty();
    };
  }

  private static Optional<Proof> proof(DkimStatus status) {
    return switch (status) {
      case PASS -> Optional.of(Proof.PASSED);
      case TEMPERROR -> Optional.of(Proof.UNDECIDED);
      case FAIL, POLICY, NEUTRAL, PERMERROR -> Optional.empty();
    };
  }
}
