@NullMarked
package org.gate64.attempts;

import org.jspecify.annotations.NullMarked;
