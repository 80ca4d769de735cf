/** Specifications of what outlives a daemon. */
@NullMarked
package org.gate64.reputation.snapshot;

import org.jspecify.annotations.NullMarked;
