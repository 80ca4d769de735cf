package org.gate64.reputation;

import org.gate64.net.DomainName;

/**
 * A domain that a message is authenticated for.
 *
 * @param aligned whether it is the author's, so that it speaks for the author too
 * @param sending whether the client sends for it, and not perhaps what somebody once wrote, again
 */
public record Claim(DomainName domain, boolean aligned, boolean sending) {}
