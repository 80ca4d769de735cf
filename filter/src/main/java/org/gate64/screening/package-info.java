/**
 * The way of one message: gather evidence, decide, answer, report. Depends on milter.session, the
 * checks of evidence, policy, reporting, reputation and net.
 */
@NullMarked
package org.gate64.screening;

import org.jspecify.annotations.NullMarked;
