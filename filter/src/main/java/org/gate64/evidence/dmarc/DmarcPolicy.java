package org.gate64.evidence.dmarc;

import org.gate64.net.DomainName;

/**
 * The policy that holds for an author's domain.
 *
 * @param domain where it is published: the author's domain or one above it
 * @param published what it asks for mail of this author, before test mode
 * @param applicable what is asked for in effect: in test mode ({@code t=y}) one step less
 */
public record DmarcPolicy(DomainName domain, Disposition published, Disposition applicable) {}
