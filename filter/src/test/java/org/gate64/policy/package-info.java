/** Specifications of what follows from the evidence. */
@NullMarked
package org.gate64.policy;

import org.jspecify.annotations.NullMarked;
