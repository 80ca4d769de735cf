/** Specifications of the memory of one node. */
@NullMarked
package org.gate64.reputation.local;

import org.jspecify.annotations.NullMarked;
