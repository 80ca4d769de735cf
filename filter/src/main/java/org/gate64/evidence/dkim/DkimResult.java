package org.gate64.evidence.dkim;

import java.util.Optional;
import org.gate64.net.DomainName;

/**
 * What came of one DKIM signature.
 *
 * @param status the result; only {@link DkimStatus#PASS} counts as a pass
 * @param domain {@code d=}, the domain that signed; empty where it could not be read
 * @param selector {@code s=}; text from outside, may be empty
 * @param algorithm {@code a=}; text from outside, may be empty
 * @param signaturePrefix the first characters of {@code b=}, to tell signatures apart (RFC 6008);
 *     base64 characters only, may be empty
 * @param detail why, for people, without text from outside; empty for a plain pass
 */
public record DkimResult(
    DkimStatus status,
    Optional<DomainName> domain,
    String selector,
    String algorithm,
    String signaturePrefix,
    String detail) {

  public boolean passed() {
    return status == DkimStatus.PASS;
  }
}
