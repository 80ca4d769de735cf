package org.gate64.evidence.dmarc;

import org.gate64.net.DomainName;

/**
 * The policy that holds for an author's domain. Whether that domain exists is looked up for a
 * failing message only (RFC 9989, section 4.7, {@code np=}); of any other it is taken to exist.
 *
 * @param domain where it is published: the author's domain or one above it
 * @param published what it asks for mail of this author, before test mode
 * @param applicable what is asked for in effect: in test mode ({@code t=y}) one step less
 */
public record DmarcPolicy(DomainName domain, Disposition published, Disposition applicable) {}
