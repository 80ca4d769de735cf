/** What holds for the code as a whole. */
@NullMarked
package org.gate64;

import org.jspecify.annotations.NullMarked;
