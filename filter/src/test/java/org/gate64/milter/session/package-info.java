/** Tests of milter.session. */
@NullMarked
package org.gate64.milter.session;

import org.jspecify.annotations.NullMarked;
