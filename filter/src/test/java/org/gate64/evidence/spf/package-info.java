/** Tests of SPF, against the conformance suite of RFC 7208 and zones of our own. */
@NullMarked
package org.gate64.evidence.spf;

import org.jspecify.annotations.NullMarked;
