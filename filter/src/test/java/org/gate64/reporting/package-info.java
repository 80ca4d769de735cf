/** Specifications of how a decision is told. */
@NullMarked
package org.gate64.reporting;

import org.jspecify.annotations.NullMarked;
