/** How the evidence on one message is gathered and given up. */
@NullMarked
package org.gate64.evidence;

import org.jspecify.annotations.NullMarked;
