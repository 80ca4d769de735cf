/** Forward-confirmed reverse DNS (RFC 8601, section 2.7.3, "iprev"). Depends on dns and net. */
@NullMarked
package org.gate64.evidence.fcrdns;

import org.jspecify.annotations.NullMarked;
