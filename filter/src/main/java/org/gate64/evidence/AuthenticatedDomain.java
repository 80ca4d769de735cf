package org.gate64.evidence;

import org.gate64.net.DomainName;

/**
 * A domain that answers for a message.
 *
 * @param aligned whether it is the author's, so that it speaks for the author too
 * @param sending whether SPF says that the client sends for it; a signature alone says who wrote
 *     the message, and anybody can send that again
 */
public record AuthenticatedDomain(DomainName domain, boolean aligned, boolean sending) {}
