/** Tests of milter.server. */
@NullMarked
package org.gate64.milter.server;

import org.jspecify.annotations.NullMarked;
