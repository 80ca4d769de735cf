package org.gate64.evidence.dkim;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsRecord;

/** Decides about signatures once their keys are in (RFC 6376, sections 6.1.2 and 6.1.3). */
final class SignatureCheck {

  /**
   * How many keys are tried on one signature. More than one at a name leads to undefined results
   * (section 3.6.2.2), but happens for a while when a key is replaced.
   */
  private static final int MOST_KEYS = 2;

  /**
   * The longest key that verifiers must know (RFC 8301, section 3.2). The time that verifying takes
   * grows with the square of the length.
   */
  private static final int MOST_RSA_BITS = 4096;

  /** Other texts may be at the same name, by a wildcard for example. */
  private static final int MOST_RECORDS = 16;

  private final DkimSettings settings;
  private final KeyReader keys;

  SignatureCheck(DkimSettings settings, KeyReader keys) {
    this.settings = settings;
    this.keys = keys;
  }

  /** The result of a signature whose body was altered; empty where the body is as it was signed. */
  Optional<DkimResult> bodyResult(DkimSignature signature, BodyHashes body) {
    if (signature.signedLength() != DkimSignature.WHOLE_BODY
        && signature.signedLength() > body.length()) {
      return Optional.of(
          signature.label().result(DkimStatus.FAIL, "the body is shorter than what was signed"));
    }
    return body.matches(signature.signedLength(), signature.bodyHash().bytes())
        ? Optional.empty()
        : Optional.of(signature.label().result(DkimStatus.FAIL, "body hash did not verify"));
  }

  /**
   * Checks one signature whose body hash has matched.
   *
   * @param answer what DNS said about its key
   * @param bodyLength of the whole canonical body
   */
  DkimResult check(
      DkimSignature signature, SignedHeader header, DnsAnswer answer, long bodyLength) {
    if (answer instanceof DnsAnswer.Failure) {
      return signature.label().result(DkimStatus.TEMPERROR, "DNS would not say what the key is");
    }
    List<KeyRecord> records =
        texts(answer).limit(MOST_RECORDS).map(text -> keys.read(text.text())).toList();
    Opinion opinion = opinion(signature, header.octets(signature), records, bodyLength);
    return signature.label().result(opinion.status(), opinion.detail());
  }

  /** A key that verifies the signature decides; without one, whatever weighs most of the rest. */
  private Opinion opinion(
      DkimSignature signature, byte[] octets, List<KeyRecord> records, long bodyLength) {
    Opinion weightiest = withoutKey(records);
    int tried = 0;
    for (KeyRecord.Key key : keys(records)) {
      Optional<Opinion> objection = objection(signature, key);
      if (objection.isPresent()) {
        weightiest = weightiest.or(objection.get());
      } else if (tried < MOST_KEYS) {
        tried++;
        if (signature.algorithm().verify(key.key(), octets, signature.signature().bytes())) {
          return verified(signature, bodyLength);
        }
        weightiest = weightiest.or(new Opinion(DkimStatus.FAIL, "signature did not verify"));
      }
    }
    return weightiest;
  }

  private static List<KeyRecord.Key> keys(List<KeyRecord> records) {
    return records.stream()
        .filter(KeyRecord.Key.class::isInstance)
        .map(KeyRecord.Key.class::cast)
        .toList();
  }

  /** What holds as long as no key was tried. */
  private static Opinion withoutKey(List<KeyRecord> records) {
    String detail =
        records.stream()
            .filter(KeyRecord.Unusable.class::isInstance)
            .map(record -> ((KeyRecord.Unusable) record).detail())
            .findFirst()
            .orElse("no key for signature");
    return new Opinion(DkimStatus.PERMERROR, detail);
  }

  /** Why a key is not tried at all. */
  private Optional<Opinion> objection(DkimSignature signature, KeyRecord.Key key) {
    if (!key.type().equals(signature.algorithm().keyType())) {
      return Opinion.some(DkimStatus.PERMERROR, "the key is for another algorithm");
    }
    if (key.strict() && !signature.identityDomain().equals(signature.domain())) {
      return Opinion.some(DkimStatus.PERMERROR, "the key is not for subdomains");
    }
    if (key.type().equals("rsa") && key.bits() < settings.minRsaBits()) {
      return Opinion.some(DkimStatus.POLICY, "the key is too short");
    }
    if (key.type().equals("rsa") && key.bits() > MOST_RSA_BITS) {
      return Opinion.some(DkimStatus.POLICY, "the key is too long");
    }
    return Optional.empty();
  }

  /** What a signature is worth that verifies. */
  private Opinion verified(DkimSignature signature, long bodyLength) {
    return bodyLength > signature.signedLength() && settings.partialBody() == PartialBody.REFUSE
        ? new Opinion(DkimStatus.POLICY, "a part of the body is not signed")
        : new Opinion(DkimStatus.PASS, "");
  }

  private static Stream<DnsRecord.Text> texts(DnsAnswer answer) {
    return answer instanceof DnsAnswer.Found found
        ? found.records(DnsRecord.Text.class).stream()
        : Stream.empty();
  }

  /** What one key makes of a signature. */
  private record Opinion(DkimStatus status, String detail) {

    /** Without a key that verifies; one that was tried says more than one that could not be. */
    private static final List<DkimStatus> BY_WEIGHT =
        List.of(DkimStatus.PERMERROR, DkimStatus.POLICY, DkimStatus.FAIL);

    static Optional<Opinion> some(DkimStatus status, String detail) {
      return Optional.of(new Opinion(status, detail));
    }

    /** The one that weighs more; of two alike, the later. */
    Opinion or(Opinion later) {
      return BY_WEIGHT.indexOf(later.status) >= BY_WEIGHT.indexOf(status) ? later : this;
    }
  }
}
