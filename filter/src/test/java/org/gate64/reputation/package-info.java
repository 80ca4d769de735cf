/** Specifications of what follows from the evidence. */
@NullMarked
package org.gate64.reputation;

import org.jspecify.annotations.NullMarked;
