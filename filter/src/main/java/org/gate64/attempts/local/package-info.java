/** The memory of one node for refused mail. Depends on attempts. */
@NullMarked
package org.gate64.attempts.local;

import org.jspecify.annotations.NullMarked;
