/** Tests of forward-confirmed reverse DNS, on zones in memory. */
@NullMarked
package org.gate64.evidence.fcrdns;

import org.jspecify.annotations.NullMarked;
