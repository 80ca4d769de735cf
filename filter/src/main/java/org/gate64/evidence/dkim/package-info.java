/**
 * DKIM (RFC 6376, 8301, 8463): a streaming verifier on jDKIM's record parsers and canonicalizers.
 * Depends on dns and net.
 */
@NullMarked
package org.gate64.evidence.dkim;

import org.jspecify.annotations.NullMarked;
