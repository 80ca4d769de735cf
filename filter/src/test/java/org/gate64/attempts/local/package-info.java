@NullMarked
package org.gate64.attempts.local;

import org.jspecify.annotations.NullMarked;
