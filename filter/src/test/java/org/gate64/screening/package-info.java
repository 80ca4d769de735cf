/** Tests of the way of a message. */
@NullMarked
package org.gate64.screening;

import org.jspecify.annotations.NullMarked;
