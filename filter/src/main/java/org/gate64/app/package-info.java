/**
 * The command line, the wiring and the end of it all: the only place that sees every other package.
 */
@NullMarked
package org.gate64.app;

import org.jspecify.annotations.NullMarked;
