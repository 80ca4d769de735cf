/** Tests of the commands. */
@NullMarked
package org.gate64.app;

import org.jspecify.annotations.NullMarked;
