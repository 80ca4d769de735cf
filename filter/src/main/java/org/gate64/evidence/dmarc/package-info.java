/**
 * DMARC (RFC 9989, which replaces RFC 7489): whether a message is authenticated for the domain its
 * author claims, and what that domain asks for where it is not. Depends on dns, net and the result
 * types of spf, dkim and author.
 */
@NullMarked
package org.gate64.evidence.dmarc;

import org.jspecify.annotations.NullMarked;
