/** Specifications of the values everything else talks about. */
@NullMarked
package org.gate64.net;

import org.jspecify.annotations.NullMarked;
