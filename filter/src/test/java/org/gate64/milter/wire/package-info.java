/** Tests of milter.wire. */
@NullMarked
package org.gate64.milter.wire;

import org.jspecify.annotations.NullMarked;
