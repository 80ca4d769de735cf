/**
 * DKIM (RFC 6376, 8301, 8463): a verifier of messages that stream by, on jDKIM's parser of tag
 * lists. Depends on dns and net.
 */
@NullMarked
package org.gate64.evidence.dkim;

import org.jspecify.annotations.NullMarked;
