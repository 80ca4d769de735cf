/** Specifications of what is remembered, and of what follows from it. */
@NullMarked
package org.gate64.reputation;

import org.jspecify.annotations.NullMarked;
