package org.gate64.evidence;

import org.gate64.net.DomainName;

/**
 * A domain that answers for a message.
 *
 * @param aligned whether it is the author's, so that it speaks for the author too
 */
public record AuthenticatedDomain(DomainName domain, boolean aligned) {}
