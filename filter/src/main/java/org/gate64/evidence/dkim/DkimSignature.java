package org.gate64.evidence.dkim;

import java.util.List;
import org.gate64.net.DomainName;

/**
 * A signature that can be verified, once there is a key (RFC 6376, section 3.5).
 *
 * @param label for its result
 * @param position of its field in the header
 * @param keyName where the key is published
 * @param domain {@code d=}
 * @param identityDomain the domain of {@code i=}, within {@code d=}
 * @param signedFields {@code h=}, the names as they are written
 * @param signedLength {@code l=}, or {@link #WHOLE_BODY}
 */
record DkimSignature(
    SignatureLabel label,
    int position,
    DomainName keyName,
    DomainName domain,
    DomainName identityDomain,
    Algorithm algorithm,
    Canonicalization headerForm,
    Canonicalization bodyForm,
    List<String> signedFields,
    long signedLength,
    Octets bodyHash,
    Octets signature) {

  static final long WHOLE_BODY = Long.MAX_VALUE;
}
